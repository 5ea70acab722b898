import { bucket } from "../../api/buckets/photos";
import { BucketPage } from "../../uploads/BucketPage";

export default function PhotosPage() {
  return <BucketPage bucket={bucket} />;
}
