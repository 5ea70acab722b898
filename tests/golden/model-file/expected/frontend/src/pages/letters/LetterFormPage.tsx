import { bucket as scansBucket } from "../../api/buckets/scans";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, TextField } from "../../components/fields";
import { type Letter, letterModel, useLetter, useLetterForm } from "../../models/letter";

/** Creates an item or, where the address names one, changes it. */
export default function LetterFormPage({ id }: { id: string }) {
  const query = useLetter(id);
  return <LoadedForm id={id} query={query} form={LetterForm} />;
}

function LetterForm({ item }: { item?: Letter }) {
  const form = useLetterForm(item);
  return (
    <FormPage of={letterModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
      <FileField form={form} name="scan" label="Scan" bucket={scansBucket} required />
      <FileField form={form} name="cover" label="Cover" bucket={scansBucket} />
    </FormPage>
  );
}
