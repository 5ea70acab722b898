import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { EmailLink, Moment } from "../../components/values";
import { memberModel, useMember } from "../../models/member";

export default function MemberDetailPage({ id }: { id: string }) {
  const query = useMember(id);
  return (
    <DetailPage of={memberModel} query={query}>
      {(member) => (
        <DetailList>
          <Detail label="Name">{member.name}</Detail>
          <Detail label="Email">
            <EmailLink address={member.email} />
          </Detail>
          <Detail label="Added">
            <Moment at={member.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={member.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
