import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { ledgerModel, useLedgerList } from "../../models/ledger";
import { LedgerTable } from "./LedgerTable";

export default function LedgerListPage() {
  const ledgers = useLedgerList();
  return (
    <ListPage
      title="Ledgers"
      list={ledgers}
      actions={<NewLink of={ledgerModel} />}
      filters={
        <>
          <MineFilter list={ledgers} />
          <SortFilter list={ledgers} />
        </>
      }
      empty={
        <Empty title="No ledgers yet">
          <NewLink of={ledgerModel} />
        </Empty>
      }
    >
      <LedgerTable items={ledgers.items} picking={ledgers} />
    </ListPage>
  );
}
