import { bucket } from "../../api/buckets/sounds";
import { BucketPage } from "../../uploads/BucketPage";

export default function SoundsBucketPage() {
  return <BucketPage bucket={bucket} />;
}
