import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Topic, type TopicList, topicModel } from "../../models/topic";

interface Props {
  items: readonly Topic[];
  picking?: TopicList;
}

/** Topics as rows: a cell is a column. */
export function TopicTable({ items, picking }: Props) {
  return (
    <Table caption="Topics" items={items} picking={picking}>
      {(topic) => (
        <>
          <Cell header="Name" href={`/topics/${topic.id}`}>
            {topicModel.label(topic)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={topic.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
