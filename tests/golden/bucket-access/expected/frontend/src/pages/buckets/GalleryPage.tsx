import { bucket } from "../../api/buckets/gallery";
import { BucketPage } from "../../uploads/BucketPage";

export default function GalleryBucketPage() {
  return <BucketPage bucket={bucket} />;
}
