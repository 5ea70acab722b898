import { FormPage, LoadedForm } from "../../components/FormPage";
import { RefField, TextField } from "../../components/fields";
import { type Group, groupModel, useGroup, useGroupForm } from "../../models/group";
import { memberModel } from "../../models/member";

/** Creates an item or, where the address names one, changes it. */
export default function GroupFormPage({ id }: { id: string }) {
  const query = useGroup(id);
  return <LoadedForm id={id} query={query} form={GroupForm} />;
}

function GroupForm({ item }: { item?: Group }) {
  const form = useGroupForm(item);
  return (
    <FormPage of={groupModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
      <RefField form={form} name="leader" label="Leader" of={memberModel} />
    </FormPage>
  );
}
