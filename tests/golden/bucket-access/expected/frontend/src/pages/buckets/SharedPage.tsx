import { bucket } from "../../api/buckets/shared";
import { BucketPage } from "../../uploads/BucketPage";

export default function SharedBucketPage() {
  return <BucketPage bucket={bucket} />;
}
