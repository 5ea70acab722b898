import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { ledgerModel, useLedger } from "../../models/ledger";

export default function LedgerDetailPage({ id }: { id: string }) {
  const query = useLedger(id);
  return (
    <DetailPage of={ledgerModel} query={query}>
      {(ledger) => (
        <DetailList>
          <Detail label="Added">
            <Moment at={ledger.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={ledger.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
