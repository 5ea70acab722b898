import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { clipModel, useClipList } from "../../models/clip";
import { ClipTable } from "./ClipTable";

export default function ClipListPage() {
  const clips = useClipList({ include: ["series"] });
  return (
    <ListPage
      title="Clips"
      list={clips}
      actions={<NewLink of={clipModel} />}
      filters={<SortFilter list={clips} />}
      empty={
        <Empty title="No clips yet">
          <NewLink of={clipModel} />
        </Empty>
      }
    >
      <ClipTable items={clips.items} picking={clips} />
    </ListPage>
  );
}
