import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { shelfModel, shelfSorts, useShelfList } from "../../models/shelf";
import { ShelfTable } from "./ShelfTable";

export default function ShelfListPage() {
  const shelves = useShelfList();
  return (
    <ListPage
      title="Shelves"
      list={shelves}
      actions={<NewLink of={shelfModel} />}
      filters={
        <>
          <MineFilter list={shelves} />
          <SortFilter list={shelves} options={shelfSorts} />
        </>
      }
      empty={
        <Empty title="No shelves yet">
          <NewLink of={shelfModel} />
        </Empty>
      }
    >
      <ShelfTable items={shelves.items} picking={shelves} />
    </ListPage>
  );
}
