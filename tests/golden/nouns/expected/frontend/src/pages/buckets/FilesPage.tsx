import { bucket } from "../../api/buckets/files";
import { BucketPage } from "../../uploads/BucketPage";

export default function FilesBucketPage() {
  return <BucketPage bucket={bucket} />;
}
