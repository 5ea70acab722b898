import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Shelf, shelfModel, useShelf, useShelfForm } from "../../models/shelf";

/** Creates an item or, where the address names one, changes it. */
export default function ShelfFormPage({ id }: { id: string }) {
  const query = useShelf(id);
  return <LoadedForm id={id} query={query} form={ShelfForm} />;
}

function ShelfForm({ item }: { item?: Shelf }) {
  const form = useShelfForm(item);
  return (
    <FormPage of={shelfModel} item={item} form={form}>
      <TextField form={form} name="label" label="Label" max={255} required />
      <TextField form={form} name="keeper" label="Keeper" max={255} />
    </FormPage>
  );
}
