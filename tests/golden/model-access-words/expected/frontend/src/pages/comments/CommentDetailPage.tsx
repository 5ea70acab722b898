import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Moment, Text } from "../../components/values";
import { commentModel, useComment } from "../../models/comment";

export default function CommentDetailPage({ id }: { id: string }) {
  const query = useComment(id);
  return (
    <DetailPage of={commentModel} query={query}>
      {(comment) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{comment.body}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Added">
              <Moment at={comment.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={comment.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
