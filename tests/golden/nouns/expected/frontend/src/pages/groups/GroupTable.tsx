import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Group, type GroupList, groupModel } from "../../models/group";
import { memberModel } from "../../models/member";

interface Props {
  items: readonly Group[];
  picking?: GroupList;
}

/** Groups as rows: a cell is a column. */
export function GroupTable({ items, picking }: Props) {
  return (
    <Table caption="Groups" items={items} picking={picking}>
      {(group) => (
        <>
          <Cell header="Name" href={`/groups/${group.id}`}>
            {groupModel.label(group)}
          </Cell>
          <Cell header="Leader">
            <RefLink of={memberModel} id={group.leader} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={group.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
