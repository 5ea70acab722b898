import { bucket } from "../../api/buckets/gallery";
import { BucketPage } from "../../uploads/BucketPage";

export default function GalleryPage() {
  return <BucketPage bucket={bucket} />;
}
