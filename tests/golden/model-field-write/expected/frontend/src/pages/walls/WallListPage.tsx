import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { useWallList, wallModel } from "../../models/wall";
import { WallTable } from "./WallTable";

export default function WallListPage() {
  const walls = useWallList();
  return (
    <ListPage
      title="Walls"
      list={walls}
      actions={<NewLink of={wallModel} />}
      filters={
        <>
          <MineFilter list={walls} />
          <SortFilter list={walls} />
        </>
      }
      empty={
        <Empty title="No walls yet">
          <NewLink of={wallModel} />
        </Empty>
      }
    >
      <WallTable items={walls.items} picking={walls} />
    </ListPage>
  );
}
