import { bucket } from "../../api/buckets/films";
import { BucketPage } from "../../uploads/BucketPage";

export default function FilmsPage() {
  return <BucketPage bucket={bucket} />;
}
