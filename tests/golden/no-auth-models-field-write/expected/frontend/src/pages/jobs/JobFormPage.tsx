import { FormPage, LoadedForm } from "../../components/FormPage";
import { LongTextField, TextField } from "../../components/fields";
import { type Job, jobModel, useJob, useJobForm } from "../../models/job";

/** Creates an item or, where the address names one, changes it. */
export default function JobFormPage({ id }: { id: string }) {
  const query = useJob(id);
  return <LoadedForm id={id} query={query} form={JobForm} />;
}

function JobForm({ item }: { item?: Job }) {
  const form = useJobForm(item);
  return (
    <FormPage of={jobModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
      <LongTextField form={form} name="notes" label="Notes" max={10000} />
    </FormPage>
  );
}
