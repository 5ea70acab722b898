import { bucket as filesBucket } from "../../api/buckets/files";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, TextField } from "../../components/fields";
import { type Document, documentModel, useDocument, useDocumentForm } from "../../models/document";

/** Creates an item or, where the address names one, changes it. */
export default function DocumentFormPage({ id }: { id: string }) {
  const query = useDocument(id);
  return <LoadedForm id={id} query={query} form={DocumentForm} />;
}

function DocumentForm({ item }: { item?: Document }) {
  const form = useDocumentForm(item);
  return (
    <FormPage of={documentModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
      <FileField form={form} name="file" label="File" bucket={filesBucket} required />
    </FormPage>
  );
}
