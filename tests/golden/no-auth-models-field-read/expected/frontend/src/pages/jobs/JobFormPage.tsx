import { bucket as resultsBucket } from "../../api/buckets/results";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, IntegerField, RefField, TextField } from "../../components/fields";
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
      <IntegerField form={form} name="rank" label="Rank" />
      <RefField form={form} name="parent" label="Parent" of={jobModel} />
      <FileField form={form} name="report" label="Report" bucket={resultsBucket} />
      <FileField form={form} name="log" label="Log" bucket={resultsBucket} />
    </FormPage>
  );
}
