import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { makerModel, makerSorts, useMakerList } from "../../models/maker";
import { MakerTable } from "./MakerTable";

export default function MakerListPage() {
  const makers = useMakerList();
  return (
    <ListPage
      title="Makers"
      list={makers}
      actions={<NewLink of={makerModel} />}
      filters={<SortFilter list={makers} options={makerSorts} />}
      empty={
        <Empty title="No makers yet">
          <NewLink of={makerModel} />
        </Empty>
      }
    >
      <MakerTable items={makers.items} picking={makers} />
    </ListPage>
  );
}
