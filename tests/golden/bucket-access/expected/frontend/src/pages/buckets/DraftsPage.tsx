import { bucket } from "../../api/buckets/drafts";
import { BucketPage } from "../../uploads/BucketPage";

export default function DraftsPage() {
  return <BucketPage bucket={bucket} />;
}
