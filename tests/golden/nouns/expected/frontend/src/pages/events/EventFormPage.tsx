import { FormPage, LoadedForm } from "../../components/FormPage";
import { DateTimeField, TextField } from "../../components/fields";
import { type Event, eventModel, useEvent, useEventForm } from "../../models/event";

/** Creates an item or, where the address names one, changes it. */
export default function EventFormPage({ id }: { id: string }) {
  const query = useEvent(id);
  return <LoadedForm id={id} query={query} form={EventForm} />;
}

function EventForm({ item }: { item?: Event }) {
  const form = useEventForm(item);
  return (
    <FormPage of={eventModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
      <DateTimeField form={form} name="at" label="At" required />
    </FormPage>
  );
}
