import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { type Document, documentModel } from "../../models/document";

interface Props {
  items: readonly Document[];
}

/** Documents as cards. Their thumbnails come with a list that includes `file`. */
export function DocumentCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(document) => (
        <Card
          title={documentModel.label(document)}
          href={`/documents/${document.id}`}
          image={<Thumbnail file={document.file} />}
        />
      )}
    </Cards>
  );
}
