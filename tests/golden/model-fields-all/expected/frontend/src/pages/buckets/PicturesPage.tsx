import { bucket } from "../../api/buckets/pictures";
import { BucketPage } from "../../uploads/BucketPage";

export default function PicturesBucketPage() {
  return <BucketPage bucket={bucket} />;
}
