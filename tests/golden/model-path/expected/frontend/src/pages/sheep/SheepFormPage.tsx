import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Sheep, sheepModel, useSheep, useSheepForm } from "../../models/sheep";

/** Creates an item or, where the address names one, changes it. */
export default function SheepFormPage({ id }: { id: string }) {
  const query = useSheep(id);
  return <LoadedForm id={id} query={query} form={SheepForm} />;
}

function SheepForm({ item }: { item?: Sheep }) {
  const form = useSheepForm(item);
  return (
    <FormPage of={sheepModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
    </FormPage>
  );
}
