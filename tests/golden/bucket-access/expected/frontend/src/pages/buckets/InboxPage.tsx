import { bucket } from "../../api/buckets/inbox";
import { BucketPage } from "../../uploads/BucketPage";

export default function InboxBucketPage() {
  return <BucketPage bucket={bucket} />;
}
