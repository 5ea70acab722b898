import { bucket as scansBucket } from "../../api/buckets/scans";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, RefField } from "../../components/fields";
import { bookModel } from "../../models/book";
import { type Ledger, ledgerModel, useLedger, useLedgerForm } from "../../models/ledger";

/** Creates an item or, where the address names one, changes it. */
export default function LedgerFormPage({ id }: { id: string }) {
  const query = useLedger(id);
  return <LoadedForm id={id} query={query} form={LedgerForm} />;
}

function LedgerForm({ item }: { item?: Ledger }) {
  const form = useLedgerForm(item);
  return (
    <FormPage of={ledgerModel} item={item} form={form}>
      <RefField form={form} name="book" label="Book" of={bookModel} />
      <FileField form={form} name="receipt" label="Receipt" bucket={scansBucket} />
    </FormPage>
  );
}
