import { Empty } from "../../components/Empty";
import { EnumFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { TRAP_CHOICE, trapModel, useTrapList } from "../../models/trap";
import { TrapTable } from "./TrapTable";

export default function TrapListPage() {
  const traps = useTrapList();
  return (
    <ListPage
      title="Traps"
      list={traps}
      actions={<NewLink of={trapModel} />}
      filters={
        <>
          <EnumFilter list={traps} name="choice" label="Choice" options={TRAP_CHOICE} />
          <SortFilter list={traps} />
        </>
      }
      empty={
        <Empty title="No traps yet">
          <NewLink of={trapModel} />
        </Empty>
      }
    >
      <TrapTable items={traps.items} picking={traps} />
    </ListPage>
  );
}
