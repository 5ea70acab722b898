import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { bModel, useBList } from "../../models/b";
import { BTable } from "./BTable";

export default function BListPage() {
  const bs = useBList();
  return (
    <ListPage
      title="Bs"
      list={bs}
      actions={<NewLink of={bModel} />}
      filters={<SortFilter list={bs} />}
      empty={
        <Empty title="No bs yet">
          <NewLink of={bModel} />
        </Empty>
      }
    >
      <BTable items={bs.items} picking={bs} />
    </ListPage>
  );
}
