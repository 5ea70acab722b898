import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Thumbnail } from "../../components/Thumbnail";
import { authorModel } from "../../models/author";
import { type Book, bookModel } from "../../models/book";

interface Props {
  items: readonly Book[];
}

/** Books as cards. Their thumbnails come with a list that includes `cover`. */
export function BookCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(book) => (
        <Card
          title={bookModel.label(book)}
          href={`/books/${book.id}`}
          image={<Thumbnail file={book.cover} />}
        >
          <RefLink of={authorModel} id={book.author} />
        </Card>
      )}
    </Cards>
  );
}
