import { bucket } from "../../api/buckets/drops";
import { BucketPage } from "../../uploads/BucketPage";

export default function DropsPage() {
  return <BucketPage bucket={bucket} />;
}
