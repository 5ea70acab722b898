import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { RefLink } from "../../components/RefLink";
import { Moment } from "../../components/values";
import { groupModel, useGroup } from "../../models/group";
import { memberModel } from "../../models/member";

export default function GroupDetailPage({ id }: { id: string }) {
  const query = useGroup(id);
  return (
    <DetailPage of={groupModel} query={query}>
      {(group) => (
        <DetailList>
          <Detail label="Name">{group.name}</Detail>
          <Detail label="Leader">
            <RefLink of={memberModel} id={group.leader} />
          </Detail>
          <Detail label="Added">
            <Moment at={group.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={group.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
