import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { type Letter, letterModel } from "../../models/letter";

interface Props {
  items: readonly Letter[];
}

/** Letters as cards. Their thumbnails come with a list that includes `scan`. */
export function LetterCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(letter) => (
        <Card
          title={letterModel.label(letter)}
          href={`/letters/${letter.id}`}
          image={<Thumbnail file={letter.scan} />}
        />
      )}
    </Cards>
  );
}
