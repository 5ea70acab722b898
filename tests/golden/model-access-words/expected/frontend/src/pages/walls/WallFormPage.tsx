import { FormPage, LoadedForm } from "../../components/FormPage";
import { LongTextField } from "../../components/fields";
import { useWall, useWallForm, type Wall, wallModel } from "../../models/wall";

/** Creates an item or, where the address names one, changes it. */
export default function WallFormPage({ id }: { id: string }) {
  const query = useWall(id);
  return <LoadedForm id={id} query={query} form={WallForm} />;
}

function WallForm({ item }: { item?: Wall }) {
  const form = useWallForm(item);
  return (
    <FormPage of={wallModel} item={item} form={form}>
      <LongTextField form={form} name="body" label="Body" max={10000} required />
    </FormPage>
  );
}
