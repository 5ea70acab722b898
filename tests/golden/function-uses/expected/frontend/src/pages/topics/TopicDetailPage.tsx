import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { topicModel, useTopic } from "../../models/topic";

export default function TopicDetailPage({ id }: { id: string }) {
  const query = useTopic(id);
  return (
    <DetailPage of={topicModel} query={query}>
      {(topic) => (
        <DetailList>
          <Detail label="Name">{topic.name}</Detail>
          <Detail label="Added">
            <Moment at={topic.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={topic.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
