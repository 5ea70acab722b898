import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { counterModel, useCounterList } from "../../models/counter";
import { CounterTable } from "./CounterTable";

export default function CounterListPage() {
  const counters = useCounterList();
  return (
    <ListPage
      title="Counters"
      list={counters}
      actions={<NewLink of={counterModel} />}
      filters={<SortFilter list={counters} />}
      empty={
        <Empty title="No counters yet">
          <NewLink of={counterModel} />
        </Empty>
      }
    >
      <CounterTable items={counters.items} picking={counters} />
    </ListPage>
  );
}
