import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { commentModel, useCommentList } from "../../models/comment";
import { CommentTable } from "./CommentTable";

export default function CommentListPage() {
  const comments = useCommentList();
  return (
    <ListPage
      title="Comments"
      list={comments}
      actions={<NewLink of={commentModel} />}
      filters={
        <>
          <MineFilter list={comments} />
          <SortFilter list={comments} />
        </>
      }
      empty={
        <Empty title="No comments yet">
          <NewLink of={commentModel} />
        </Empty>
      }
    >
      <CommentTable items={comments.items} picking={comments} />
    </ListPage>
  );
}
