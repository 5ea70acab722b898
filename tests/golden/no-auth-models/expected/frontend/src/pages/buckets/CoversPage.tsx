import { bucket } from "../../api/buckets/covers";
import { BucketPage } from "../../uploads/BucketPage";

export default function CoversPage() {
  return <BucketPage bucket={bucket} />;
}
