import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { memberModel, memberSorts, useMemberList } from "../../models/member";
import { MemberTable } from "./MemberTable";

export default function MemberListPage() {
  const members = useMemberList();
  return (
    <ListPage
      title="Members"
      list={members}
      actions={<NewLink of={memberModel} />}
      filters={<SortFilter list={members} options={memberSorts} />}
      empty={
        <Empty title="No members yet">
          <NewLink of={memberModel} />
        </Empty>
      }
    >
      <MemberTable items={members.items} picking={members} />
    </ListPage>
  );
}
