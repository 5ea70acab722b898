import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Member, memberModel, useMember, useMemberForm } from "../../models/member";

/** Creates an item or, where the address names one, changes it. */
export default function MemberFormPage({ id }: { id: string }) {
  const query = useMember(id);
  return <LoadedForm id={id} query={query} form={MemberForm} />;
}

function MemberForm({ item }: { item?: Member }) {
  const form = useMemberForm(item);
  return (
    <FormPage of={memberModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
      <TextField form={form} name="email" label="Email" type="email" min={3} max={254} required />
    </FormPage>
  );
}
