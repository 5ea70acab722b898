import { bucket as sBucket } from "../../api/buckets/s";
import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  BooleanField,
  EnumField,
  FileField,
  IntegerField,
  RefField,
  TextField,
} from "../../components/fields";
import { type A, A_E, aModel, useA, useAForm } from "../../models/a";
import { bModel } from "../../models/b";

/** Creates an item or, where the address names one, changes it. */
export default function AFormPage({ id }: { id: string }) {
  const query = useA(id);
  return <LoadedForm id={id} query={query} form={AForm} />;
}

function AForm({ item }: { item?: A }) {
  const form = useAForm(item);
  return (
    <FormPage of={aModel} item={item} form={form}>
      <TextField form={form} name="x" label="X" max={255} required />
      <TextField form={form} name="y" label="Y" max={9} />
      <BooleanField form={form} name="on" label="On" />
      <IntegerField form={form} name="no" label="No" />
      <RefField form={form} name="c" label="C" of={bModel} />
      <FileField form={form} name="f" label="F" bucket={sBucket} />
      <EnumField form={form} name="e" label="E" options={A_E} />
    </FormPage>
  );
}
