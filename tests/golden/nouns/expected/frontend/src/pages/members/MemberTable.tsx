import { Cell, Table } from "../../components/Table";
import { Day, EmailLink } from "../../components/values";
import { type Member, type MemberList, memberModel } from "../../models/member";

interface Props {
  items: readonly Member[];
  picking?: MemberList;
}

/** Members as rows: a cell is a column. */
export function MemberTable({ items, picking }: Props) {
  return (
    <Table caption="Members" items={items} picking={picking}>
      {(member) => (
        <>
          <Cell header="Name" href={`/members/${member.id}`}>
            {memberModel.label(member)}
          </Cell>
          <Cell header="Email">
            <EmailLink address={member.email} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={member.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
