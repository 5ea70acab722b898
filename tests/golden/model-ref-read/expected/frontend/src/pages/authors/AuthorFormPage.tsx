import { FormPage, LoadedForm } from "../../components/FormPage";
import { LongTextField, TextField } from "../../components/fields";
import { type Author, authorModel, useAuthor, useAuthorForm } from "../../models/author";

/** Creates an item or, where the address names one, changes it. */
export default function AuthorFormPage({ id }: { id: string }) {
  const query = useAuthor(id);
  return <LoadedForm id={id} query={query} form={AuthorForm} />;
}

function AuthorForm({ item }: { item?: Author }) {
  const form = useAuthorForm(item);
  return (
    <FormPage of={authorModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
      <TextField form={form} name="phone" label="Phone" max={255} />
      <LongTextField form={form} name="notes" label="Notes" max={10000} />
    </FormPage>
  );
}
