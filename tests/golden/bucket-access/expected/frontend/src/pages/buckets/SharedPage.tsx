import { bucket } from "../../api/buckets/shared";
import { BucketPage } from "../../uploads/BucketPage";

export default function SharedPage() {
  return <BucketPage bucket={bucket} />;
}
