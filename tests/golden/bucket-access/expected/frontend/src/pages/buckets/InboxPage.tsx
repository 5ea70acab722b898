import { bucket } from "../../api/buckets/inbox";
import { BucketPage } from "../../uploads/BucketPage";

export default function InboxPage() {
  return <BucketPage bucket={bucket} />;
}
