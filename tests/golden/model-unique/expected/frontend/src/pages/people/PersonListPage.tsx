import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { personModel, usePersonList } from "../../models/person";
import { PersonTable } from "./PersonTable";

export default function PersonListPage() {
  const people = usePersonList();
  return (
    <ListPage
      title="People"
      list={people}
      actions={<NewLink of={personModel} />}
      filters={<SortFilter list={people} />}
      empty={
        <Empty title="No people yet">
          <NewLink of={personModel} />
        </Empty>
      }
    >
      <PersonTable items={people.items} picking={people} />
    </ListPage>
  );
}
