import { FormPage, LoadedForm } from "../../components/FormPage";
import { EnumField, RefField, TextField } from "../../components/fields";
import { authorModel } from "../../models/author";
import { BOOK_STATE, type Book, bookModel, useBook, useBookForm } from "../../models/book";

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
      <EnumField form={form} name="state" label="State" options={BOOK_STATE} required />
      <RefField form={form} name="author" label="Author" of={authorModel} />
    </FormPage>
  );
}
