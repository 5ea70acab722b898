import { FormPage, LoadedForm } from "../../components/FormPage";
import { IntegerField } from "../../components/fields";
import { type B, bModel, useB, useBForm } from "../../models/b";

/** Creates an item or, where the address names one, changes it. */
export default function BFormPage({ id }: { id: string }) {
  const query = useB(id);
  return <LoadedForm id={id} query={query} form={BForm} />;
}

function BForm({ item }: { item?: B }) {
  const form = useBForm(item);
  return (
    <FormPage of={bModel} item={item} form={form}>
      <IntegerField form={form} name="n" label="N" required />
    </FormPage>
  );
}
