import { FormPage, LoadedForm } from "../../components/FormPage";
import { IntegerField, LongTextField, TextField } from "../../components/fields";
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
      <LongTextField form={form} name="body" label="Body" max={10000} required />
      <IntegerField form={form} name="rank" label="Rank" />
      <TextField form={form} name="code" label="Code" max={255} />
    </FormPage>
  );
}
