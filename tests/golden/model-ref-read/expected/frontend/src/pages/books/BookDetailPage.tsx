import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Moment } from "../../components/values";
import { authorModel } from "../../models/author";
import { bookModel, useBook } from "../../models/book";
import { shelfModel } from "../../models/shelf";

export default function BookDetailPage({ id }: { id: string }) {
  const query = useBook(id);
  return (
    <DetailPage of={bookModel} query={query}>
      {(book) => (
        <Columns>
          <Main>
            <FilePreview of={bookModel} item={book} field="scan" label="Scan" />
            <FilePreview of={bookModel} item={book} field="cover" label="Cover" />
          </Main>
          <DetailList>
            <Detail label="Title">{book.title}</Detail>
            <Detail label="Author">
              <RefLink of={authorModel} id={book.author} />
            </Detail>
            <Detail label="Editor">
              <RefLink of={authorModel} id={book.editor} />
            </Detail>
            <Detail label="Shelf">
              <RefLink of={shelfModel} id={book.shelf} />
            </Detail>
            <Detail label="Code">{book.code}</Detail>
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
