import { bucket } from "../../api/buckets/photos";
import { BucketPage } from "../../uploads/BucketPage";

export default function PhotosBucketPage() {
  return <BucketPage bucket={bucket} />;
}
