import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  DateField,
  DateTimeField,
  EnumField,
  IntegerField,
  NumberField,
  RefField,
  TextField,
} from "../../components/fields";
import { makerModel } from "../../models/maker";
import { PART_KIND, type Part, partModel, usePart, usePartForm } from "../../models/part";

/** Creates an item or, where the address names one, changes it. */
export default function PartFormPage({ id }: { id: string }) {
  const query = usePart(id);
  return <LoadedForm id={id} query={query} form={PartForm} />;
}

function PartForm({ item }: { item?: Part }) {
  const form = usePartForm(item);
  return (
    <FormPage of={partModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={80} required />
      <EnumField form={form} name="kind" label="Kind" options={PART_KIND} required />
      <IntegerField form={form} name="size" label="Size" />
      <NumberField form={form} name="weight" label="Weight" required />
      <DateField form={form} name="made" label="Made" required />
      <DateTimeField form={form} name="checked" label="Checked" />
      <TextField
        form={form}
        name="contact"
        label="Contact"
        type="email"
        min={3}
        max={254}
        required
      />
      <RefField form={form} name="maker" label="Maker" of={makerModel} />
    </FormPage>
  );
}
