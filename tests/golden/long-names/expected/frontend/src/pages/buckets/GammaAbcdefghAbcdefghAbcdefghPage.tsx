import { bucket } from "../../api/buckets/gamma_abcdefgh_abcdefgh_abcdefgh";
import { BucketPage } from "../../uploads/BucketPage";

export default function GammaAbcdefghAbcdefghAbcdefghBucketPage() {
  return <BucketPage bucket={bucket} />;
}
