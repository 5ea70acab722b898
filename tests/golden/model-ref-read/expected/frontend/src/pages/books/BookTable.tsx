import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { authorModel } from "../../models/author";
import { type Book, type BookList, bookModel } from "../../models/book";
import { shelfModel } from "../../models/shelf";

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
          <Cell header="Author">
            <RefLink of={authorModel} id={book.author} />
          </Cell>
          <Cell header="Editor">
            <RefLink of={authorModel} id={book.editor} />
          </Cell>
          <Cell header="Shelf">
            <RefLink of={shelfModel} id={book.shelf} />
          </Cell>
          <Cell header="Code">{book.code}</Cell>
          <Cell header="Added" align="end">
            <Day at={book.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
