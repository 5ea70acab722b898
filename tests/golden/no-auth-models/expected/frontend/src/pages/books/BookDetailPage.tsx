import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Badge, Moment } from "../../components/values";
import { authorModel } from "../../models/author";
import { BOOK_KIND, bookModel, useBook } from "../../models/book";

export default function BookDetailPage({ id }: { id: string }) {
  const query = useBook(id);
  return (
    <DetailPage of={bookModel} query={query}>
      {(book) => (
        <Columns>
          <Main>
            <FilePreview of={bookModel} item={book} field="cover" label="Cover" />
          </Main>
          <DetailList>
            <Detail label="Title">{book.title}</Detail>
            <Detail label="Kind">
              <Badge value={book.kind} options={BOOK_KIND} />
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
        </Columns>
      )}
    </DetailPage>
  );
}
