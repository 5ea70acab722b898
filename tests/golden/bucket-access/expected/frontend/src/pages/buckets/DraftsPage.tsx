import { bucket } from "../../api/buckets/drafts";
import { BucketPage } from "../../uploads/BucketPage";

export default function DraftsBucketPage() {
  return <BucketPage bucket={bucket} />;
}
