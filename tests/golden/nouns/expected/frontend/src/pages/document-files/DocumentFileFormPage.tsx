import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import {
  type DocumentFile,
  documentFileModel,
  useDocumentFile,
  useDocumentFileForm,
} from "../../models/document_file";

/** Creates an item or, where the address names one, changes it. */
export default function DocumentFileFormPage({ id }: { id: string }) {
  const query = useDocumentFile(id);
  return <LoadedForm id={id} query={query} form={DocumentFileForm} />;
}

function DocumentFileForm({ item }: { item?: DocumentFile }) {
  const form = useDocumentFileForm(item);
  return (
    <FormPage of={documentFileModel} item={item} form={form}>
      <TextField form={form} name="note" label="Note" max={255} required />
    </FormPage>
  );
}
