import { bucket } from "../../api/buckets/s";
import { BucketPage } from "../../uploads/BucketPage";

export default function SPage() {
  return <BucketPage bucket={bucket} />;
}
