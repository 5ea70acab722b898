import { Card, Cards } from "../../components/Cards";
import { RefLink } from "../../components/RefLink";
import { Badge } from "../../components/values";
import { authorModel } from "../../models/author";
import { BOOK_STATE, type Book, bookModel } from "../../models/book";

interface Props {
  items: readonly Book[];
}

/** Books as cards. */
export function BookCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(book) => (
        <Card title={bookModel.label(book)} href={`/books/${book.id}`}>
          <RefLink of={authorModel} id={book.author} />
          <Badge value={book.state} options={BOOK_STATE} />
        </Card>
      )}
    </Cards>
  );
}
