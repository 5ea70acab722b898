import { bucket as scansBucket } from "../../api/buckets/scans";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, RefField, TextField } from "../../components/fields";
import { authorModel } from "../../models/author";
import { type Book, bookModel, useBook, useBookForm } from "../../models/book";
import { ledgerModel } from "../../models/ledger";
import { shelfModel } from "../../models/shelf";

/** Creates an item or, where the address names one, changes it. */
export default function BookFormPage({ id }: { id: string }) {
  const query = useBook(id);
  return <LoadedForm id={id} query={query} form={BookForm} />;
}

function BookForm({ item }: { item?: Book }) {
  const form = useBookForm(item);
  return (
    <FormPage of={bookModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
      <RefField form={form} name="author" label="Author" of={authorModel} required />
      <RefField form={form} name="editor" label="Editor" of={authorModel} />
      <RefField form={form} name="shelf" label="Shelf" of={shelfModel} />
      <RefField form={form} name="ledger" label="Ledger" of={ledgerModel} />
      <FileField form={form} name="scan" label="Scan" bucket={scansBucket} />
      <FileField form={form} name="cover" label="Cover" bucket={scansBucket} />
      <FileField form={form} name="draft" label="Draft" bucket={scansBucket} />
      <TextField form={form} name="code" label="Code" max={255} />
    </FormPage>
  );
}
