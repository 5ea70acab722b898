import { bucket } from "../../api/buckets/results";
import { BucketPage } from "../../uploads/BucketPage";

export default function ResultsBucketPage() {
  return <BucketPage bucket={bucket} />;
}
