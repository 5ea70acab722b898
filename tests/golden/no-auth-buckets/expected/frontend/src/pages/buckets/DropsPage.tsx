import { bucket } from "../../api/buckets/drops";
import { BucketPage } from "../../uploads/BucketPage";

export default function DropsBucketPage() {
  return <BucketPage bucket={bucket} />;
}
