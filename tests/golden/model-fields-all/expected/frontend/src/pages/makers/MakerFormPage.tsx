import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Maker, makerModel, useMaker, useMakerForm } from "../../models/maker";

/** Creates an item or, where the address names one, changes it. */
export default function MakerFormPage({ id }: { id: string }) {
  const query = useMaker(id);
  return <LoadedForm id={id} query={query} form={MakerForm} />;
}

function MakerForm({ item }: { item?: Maker }) {
  const form = useMakerForm(item);
  return (
    <FormPage of={makerModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
    </FormPage>
  );
}
