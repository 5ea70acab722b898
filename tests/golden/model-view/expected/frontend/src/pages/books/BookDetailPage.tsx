import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { RefLink } from "../../components/RefLink";
import { Badge, Moment } from "../../components/values";
import { authorModel } from "../../models/author";
import { BOOK_STATE, bookModel, useBook } from "../../models/book";

export default function BookDetailPage({ id }: { id: string }) {
  const query = useBook(id);
  return (
    <DetailPage of={bookModel} query={query}>
      {(book) => (
        <DetailList>
          <Detail label="Title">{book.title}</Detail>
          <Detail label="State">
            <Badge value={book.state} options={BOOK_STATE} />
          </Detail>
          <Detail label="Author">
            <RefLink of={authorModel} id={book.author} />
          </Detail>
          <Detail label="Added">
            <Moment at={book.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={book.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
