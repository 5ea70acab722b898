import { bucket } from "../../api/buckets/videos";
import { BucketPage } from "../../uploads/BucketPage";

export default function VideosBucketPage() {
  return <BucketPage bucket={bucket} />;
}
