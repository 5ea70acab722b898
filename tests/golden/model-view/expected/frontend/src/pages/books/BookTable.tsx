import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Badge, Day } from "../../components/values";
import { authorModel } from "../../models/author";
import { BOOK_STATE, type Book, type BookList, bookModel } from "../../models/book";

interface Props {
  items: readonly Book[];
  picking?: BookList;
}

/** Books as rows: a cell is a column. */
export function BookTable({ items, picking }: Props) {
  return (
    <Table caption="Books" items={items} picking={picking}>
      {(book) => (
        <>
          <Cell header="Title" href={`/books/${book.id}`}>
            {bookModel.label(book)}
          </Cell>
          <Cell header="State">
            <Badge value={book.state} options={BOOK_STATE} />
          </Cell>
          <Cell header="Author">
            <RefLink of={authorModel} id={book.author} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={book.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
