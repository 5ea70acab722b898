import { bucket } from "../../api/buckets/s";
import { BucketPage } from "../../uploads/BucketPage";

export default function SBucketPage() {
  return <BucketPage bucket={bucket} />;
}
