import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Tool, toolModel, useTool, useToolForm } from "../../models/tool";

/** Creates an item or, where the address names one, changes it. */
export default function ToolFormPage({ id }: { id: string }) {
  const query = useTool(id);
  return <LoadedForm id={id} query={query} form={ToolForm} />;
}

function ToolForm({ item }: { item?: Tool }) {
  const form = useToolForm(item);
  return (
    <FormPage of={toolModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={80} required />
    </FormPage>
  );
}
