import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Comment, type CommentList, commentModel } from "../../models/comment";

interface Props {
  items: readonly Comment[];
  picking?: CommentList;
}

/** Comments as rows: a cell is a column. */
export function CommentTable({ items, picking }: Props) {
  return (
    <Table caption="Comments" items={items} picking={picking}>
      {(comment) => (
        <>
          <Cell header="Body" href={`/comments/${comment.id}`}>
            {commentModel.label(comment)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={comment.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
