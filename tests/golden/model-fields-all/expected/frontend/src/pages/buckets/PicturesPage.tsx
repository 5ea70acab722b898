import { bucket } from "../../api/buckets/pictures";
import { BucketPage } from "../../uploads/BucketPage";

export default function PicturesPage() {
  return <BucketPage bucket={bucket} />;
}
