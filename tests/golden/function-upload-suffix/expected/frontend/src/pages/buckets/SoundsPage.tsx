import { bucket } from "../../api/buckets/sounds";
import { BucketPage } from "../../uploads/BucketPage";

export default function SoundsPage() {
  return <BucketPage bucket={bucket} />;
}
