import { bucket } from "../../api/buckets/scans";
import { BucketPage } from "../../uploads/BucketPage";

export default function ScansBucketPage() {
  return <BucketPage bucket={bucket} />;
}
