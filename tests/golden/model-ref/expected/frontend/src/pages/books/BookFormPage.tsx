import { FormPage, LoadedForm } from "../../components/FormPage";
import { RefField, TextField } from "../../components/fields";
import { authorModel } from "../../models/author";
import { type Book, bookModel, useBook, useBookForm } from "../../models/book";

/** Creates an item or, where the address names one, changes it. */
export default function BookFormPage({ id }: { id: string }) {
  const query = useBook(id);
  return <LoadedForm id={id} query={query} form={BookForm} />;
}

function BookForm({ item }: { item?: Book }) {
  const form = useBookForm(item);
  return (
    <FormPage of={bookModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
      <RefField form={form} name="author" label="Author" of={authorModel} required />
      <RefField form={form} name="sequel" label="Sequel" of={bookModel} />
    </FormPage>
  );
}
