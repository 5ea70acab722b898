import { FormPage, LoadedForm } from "../../components/FormPage";
import { EnumField, LongTextField, TextField } from "../../components/fields";
import {
  TRAP_CHOICE,
  type Trap,
  trapModel,
  trapPatterns,
  useTrap,
  useTrapForm,
} from "../../models/trap";

/** Creates an item or, where the address names one, changes it. */
export default function TrapFormPage({ id }: { id: string }) {
  const query = useTrap(id);
  return <LoadedForm id={id} query={query} form={TrapForm} />;
}

function TrapForm({ item }: { item?: Trap }) {
  const form = useTrapForm(item);
  return (
    <FormPage of={trapModel} item={item} form={form}>
      <EnumField form={form} name="choice" label="Choice" options={TRAP_CHOICE} required />
      <TextField
        form={form}
        name="code"
        label="Code"
        max={255}
        pattern={trapPatterns.code}
        required
      />
      <TextField form={form} name="quoted" label="Quoted" max={255} required />
      <LongTextField form={form} name="story" label="Story" max={10000} required />
    </FormPage>
  );
}
