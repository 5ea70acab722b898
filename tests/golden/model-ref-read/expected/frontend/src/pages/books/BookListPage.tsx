import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { bookModel, useBookList } from "../../models/book";
import { BookTable } from "./BookTable";

export default function BookListPage() {
  const books = useBookList({ include: ["author", "shelf"] });
  return (
    <ListPage
      title="Books"
      list={books}
      actions={<NewLink of={bookModel} />}
      filters={
        <>
          <MineFilter list={books} />
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
