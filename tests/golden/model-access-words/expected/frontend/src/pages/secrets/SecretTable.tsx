import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Secret, type SecretList, secretModel } from "../../models/secret";

interface Props {
  items: readonly Secret[];
  picking?: SecretList;
}

/** Secrets as rows: a cell is a column. */
export function SecretTable({ items, picking }: Props) {
  return (
    <Table caption="Secrets" items={items} picking={picking}>
      {(secret) => (
        <>
          <Cell header="Body" href={`/secrets/${secret.id}`}>
            {secretModel.label(secret)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={secret.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
