import { Empty } from "../../components/Empty";
import { EnumFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { RefFilter } from "../../components/RefFilter";
import { authorModel } from "../../models/author";
import { BOOK_KIND, bookModel, useBookList } from "../../models/book";
import { BookTable } from "./BookTable";

export default function BookListPage() {
  const books = useBookList({ include: ["author"] });
  return (
    <ListPage
      title="Books"
      list={books}
      actions={<NewLink of={bookModel} />}
      filters={
        <>
          <EnumFilter list={books} name="kind" label="Kind" options={BOOK_KIND} />
          <RefFilter list={books} name="author" label="Author" of={authorModel} />
          <SortFilter list={books} />
        </>
      }
      empty={
        <Empty title="No books yet">
          <NewLink of={bookModel} />
        </Empty>
      }
    >
      <BookTable items={books.items} picking={books} />
    </ListPage>
  );
}
