import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { type Note, noteModel } from "../../models/note";

interface Props {
  items: readonly Note[];
}

/** Notes as cards. Their thumbnails come with a list that includes `photo`. */
export function NoteCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(note) => (
        <Card
          title={noteModel.label(note)}
          href={`/notes/${note.id}`}
          image={<Thumbnail file={note.photo} />}
        />
      )}
    </Cards>
  );
}
