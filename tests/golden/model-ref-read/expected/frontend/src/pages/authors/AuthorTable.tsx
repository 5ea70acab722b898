import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Author, type AuthorList, authorModel } from "../../models/author";

interface Props {
  items: readonly Author[];
  picking?: AuthorList;
}

/** Authors as rows: a cell is a column. */
export function AuthorTable({ items, picking }: Props) {
  return (
    <Table caption="Authors" items={items} picking={picking}>
      {(author) => (
        <>
          <Cell header="Name" href={`/authors/${author.id}`}>
            {authorModel.label(author)}
          </Cell>
          <Cell header="Phone">{author.phone}</Cell>
          <Cell header="Added" align="end">
            <Day at={author.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
