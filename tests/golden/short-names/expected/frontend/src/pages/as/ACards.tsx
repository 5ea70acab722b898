import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Thumbnail } from "../../components/Thumbnail";
import { type A, aModel } from "../../models/a";
import { bModel } from "../../models/b";

interface Props {
  items: readonly A[];
}

/** As as cards. Their thumbnails come with a list that includes `f`. */
export function ACards({ items }: Props) {
  return (
    <Cards items={items}>
      {(a) => (
        <Card title={aModel.label(a)} href={`/as/${a.id}`} image={<Thumbnail file={a.f} />}>
          <RefLink of={bModel} id={a.c} />
        </Card>
      )}
    </Cards>
  );
}
