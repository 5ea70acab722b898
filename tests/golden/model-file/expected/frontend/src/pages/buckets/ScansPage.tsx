import { bucket } from "../../api/buckets/scans";
import { BucketPage } from "../../uploads/BucketPage";

export default function ScansPage() {
  return <BucketPage bucket={bucket} />;
}
