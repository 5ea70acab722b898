import { bucket as photosBucket } from "../../api/buckets/photos";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, TextField } from "../../components/fields";
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
      <TextField form={form} name="title" label="Title" max={255} required />
      <FileField form={form} name="photo" label="Photo" bucket={photosBucket} />
    </FormPage>
  );
}
