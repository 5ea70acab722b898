import { bucket } from "../../api/buckets/videos";
import { BucketPage } from "../../uploads/BucketPage";

export default function VideosPage() {
  return <BucketPage bucket={bucket} />;
}
