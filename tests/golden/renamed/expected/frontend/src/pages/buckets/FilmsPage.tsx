import { bucket } from "../../api/buckets/films";
import { BucketPage } from "../../uploads/BucketPage";

export default function FilmsBucketPage() {
  return <BucketPage bucket={bucket} />;
}
