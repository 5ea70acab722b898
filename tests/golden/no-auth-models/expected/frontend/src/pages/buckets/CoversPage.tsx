import { bucket } from "../../api/buckets/covers";
import { BucketPage } from "../../uploads/BucketPage";

export default function CoversBucketPage() {
  return <BucketPage bucket={bucket} />;
}
