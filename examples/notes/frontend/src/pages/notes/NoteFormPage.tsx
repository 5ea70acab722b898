import { FormPage, LoadedForm } from "../../components/FormPage";
import { CheckboxField, DateField, LongTextField, TextField } from "../../components/fields";
import { type Note, noteModel, useNote, useNoteForm } from "../../models/note";

/** Creates an item or, where the address names one, changes it. */
export default function NoteFormPage({ id }: { id: string }) {
  const query = useNote(id);
  return <LoadedForm id={id} query={query} form={NoteForm} />;
}

function NoteForm({ item }: { item?: Note }) {
  const form = useNoteForm(item);
  return (
    <FormPage of={noteModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={120} required />
      <LongTextField form={form} name="body" label="Body" max={10000} />
      <CheckboxField form={form} name="pinned" label="Pinned" />
      <DateField form={form} name="remind_on" label="Remind on" />
    </FormPage>
  );
}
