import { FormPage, LoadedForm } from "../../components/FormPage";
import { IntegerField, TextField } from "../../components/fields";
import { type Person, personModel, usePerson, usePersonForm } from "../../models/person";

/** Creates an item or, where the address names one, changes it. */
export default function PersonFormPage({ id }: { id: string }) {
  const query = usePerson(id);
  return <LoadedForm id={id} query={query} form={PersonForm} />;
}

function PersonForm({ item }: { item?: Person }) {
  const form = usePersonForm(item);
  return (
    <FormPage of={personModel} item={item} form={form}>
      <TextField form={form} name="email" label="Email" type="email" min={3} max={254} required />
      <IntegerField form={form} name="badge" label="Badge" />
      <TextField form={form} name="name" label="Name" max={60} required />
    </FormPage>
  );
}
