import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { groupModel, groupSorts, useGroupList } from "../../models/group";
import { GroupTable } from "./GroupTable";

export default function GroupListPage() {
  const groups = useGroupList({ include: ["leader"] });
  return (
    <ListPage
      title="Groups"
      list={groups}
      actions={<NewLink of={groupModel} />}
      filters={<SortFilter list={groups} options={groupSorts} />}
      empty={
        <Empty title="No groups yet">
          <NewLink of={groupModel} />
        </Empty>
      }
    >
      <GroupTable items={groups.items} picking={groups} />
    </ListPage>
  );
}
