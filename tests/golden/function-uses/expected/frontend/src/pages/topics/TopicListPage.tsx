import { Empty } from "../../components/Empty";
import { SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { topicModel, useTopicList } from "../../models/topic";
import { TopicTable } from "./TopicTable";

export default function TopicListPage() {
  const topics = useTopicList();
  return (
    <ListPage
      title="Topics"
      list={topics}
      actions={<NewLink of={topicModel} />}
      filters={
        <>
          <ValueFilter list={topics} name="name" label="Name" />
          <SortFilter list={topics} />
        </>
      }
      empty={
        <Empty title="No topics yet">
          <NewLink of={topicModel} />
        </Empty>
      }
    >
      <TopicTable items={topics.items} picking={topics} />
    </ListPage>
  );
}
