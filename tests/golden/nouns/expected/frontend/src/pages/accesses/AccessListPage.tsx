import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { accessItemModel, useAccessItemList } from "../../models/access";
import { AccessTable } from "./AccessTable";

export default function AccessListPage() {
  const accesses = useAccessItemList();
  return (
    <ListPage
      title="Accesses"
      list={accesses}
      actions={<NewLink of={accessItemModel} />}
      filters={<SortFilter list={accesses} />}
      empty={
        <Empty title="No accesses yet">
          <NewLink of={accessItemModel} />
        </Empty>
      }
    >
      <AccessTable items={accesses.items} picking={accesses} />
    </ListPage>
  );
}
