import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  BooleanField,
  DateField,
  DateTimeField,
  EnumField,
  IntegerField,
  JsonField,
  ListField,
  LongTextField,
  NumberField,
  TextField,
} from "../../components/fields";
import { JOB_STATUS, type Job, jobModel, useJob, useJobForm } from "../../models/job";

/** Creates an item or, where the address names one, changes it. */
export default function JobFormPage({ id }: { id: string }) {
  const query = useJob(id);
  return <LoadedForm id={id} query={query} form={JobForm} />;
}

function JobForm({ item }: { item?: Job }) {
  const form = useJobForm(item);
  return (
    <FormPage of={jobModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={80} required />
      <EnumField form={form} name="status" label="Status" options={JOB_STATUS} required />
      <IntegerField form={form} name="size" label="Size" />
      <DateField form={form} name="date" label="Date" />
      <JsonField form={form} name="data" label="Data" />
      <ListField
        form={form}
        name="values"
        label="Values"
        max={100}
        entries={{ type: "string", max: 255 }}
      />
      <IntegerField form={form} name="order" label="Order" />
      <TextField form={form} name="user" label="User" max={255} />
      <TextField form={form} name="group" label="Group" max={255} />
      <TextField form={form} name="key" label="Key" max={255} />
      <TextField form={form} name="language" label="Language" max={255} />
      <IntegerField form={form} name="year" label="Year" />
      <TextField form={form} name="zone" label="Zone" max={255} />
      <BooleanField form={form} name="view" label="View" />
      <LongTextField form={form} name="comment" label="Comment" max={10000} />
      <IntegerField form={form} name="count" label="Count" />
      <TextField form={form} name="table" label="Table" max={255} />
      <TextField form={form} name="index" label="Index" max={255} />
      <TextField form={form} name="hash" label="Hash" max={255} />
      <TextField form={form} name="range" label="Range" max={255} />
      <DateTimeField form={form} name="timestamp" label="Timestamp" />
      <NumberField form={form} name="percent" label="Percent" />
      <TextField form={form} name="type" label="Type" max={255} />
      <TextField form={form} name="path" label="Path" max={255} />
      <TextField form={form} name="item" label="Item" max={255} />
      <TextField form={form} name="event" label="Event" max={255} />
      <TextField form={form} name="body" label="Body" max={255} />
      <TextField form={form} name="model" label="Model" max={255} />
      <TextField form={form} name="json" label="Json" max={255} />
      <TextField form={form} name="request" label="Request" max={255} />
      <TextField form={form} name="response" label="Response" max={255} />
      <TextField form={form} name="method" label="Method" max={255} />
      <IntegerField form={form} name="page" label="Page" />
      <TextField form={form} name="query" label="Query" max={255} />
      <TextField form={form} name="error" label="Error" max={255} />
      <TextField form={form} name="title" label="Title" max={255} />
      <TextField form={form} name="label" label="Label" max={255} />
      <TextField form={form} name="children" label="Children" max={255} />
      <TextField form={form} name="style" label="Style" max={255} />
    </FormPage>
  );
}
