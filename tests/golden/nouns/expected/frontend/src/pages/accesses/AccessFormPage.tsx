import { FormPage, LoadedForm } from "../../components/FormPage";
import { CheckboxField, TextField } from "../../components/fields";
import {
  type AccessItem,
  accessItemModel,
  useAccessItem,
  useAccessItemForm,
} from "../../models/access";

/** Creates an item or, where the address names one, changes it. */
export default function AccessFormPage({ id }: { id: string }) {
  const query = useAccessItem(id);
  return <LoadedForm id={id} query={query} form={AccessForm} />;
}

function AccessForm({ item }: { item?: AccessItem }) {
  const form = useAccessItemForm(item);
  return (
    <FormPage of={accessItemModel} item={item} form={form}>
      <TextField form={form} name="door" label="Door" max={255} required />
      <CheckboxField form={form} name="granted" label="Granted" />
    </FormPage>
  );
}
