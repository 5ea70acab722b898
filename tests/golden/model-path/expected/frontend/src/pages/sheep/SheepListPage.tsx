import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { sheepModel, useSheepList } from "../../models/sheep";
import { SheepTable } from "./SheepTable";

export default function SheepListPage() {
  const sheepList = useSheepList();
  return (
    <ListPage
      title="Sheep"
      list={sheepList}
      actions={<NewLink of={sheepModel} />}
      filters={<SortFilter list={sheepList} />}
      empty={
        <Empty title="No sheep yet">
          <NewLink of={sheepModel} />
        </Empty>
      }
    >
      <SheepTable items={sheepList.items} picking={sheepList} />
    </ListPage>
  );
}
