import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Ledger, type LedgerList, ledgerModel } from "../../models/ledger";

interface Props {
  items: readonly Ledger[];
  picking?: LedgerList;
}

/** Ledgers as rows: a cell is a column. */
export function LedgerTable({ items, picking }: Props) {
  return (
    <Table caption="Ledgers" items={items} picking={picking}>
      {(ledger) => (
        <>
          <Cell header="Ledger" href={`/ledgers/${ledger.id}`}>
            {ledgerModel.label(ledger)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={ledger.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
