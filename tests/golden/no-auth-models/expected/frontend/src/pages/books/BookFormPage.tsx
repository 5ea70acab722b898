import { bucket as coversBucket } from "../../api/buckets/covers";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { EnumField, FileField, RefField, TextField } from "../../components/fields";
import { authorModel } from "../../models/author";
import { BOOK_KIND, type Book, bookModel, useBook, useBookForm } from "../../models/book";

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
      <EnumField form={form} name="kind" label="Kind" options={BOOK_KIND} required />
      <RefField form={form} name="author" label="Author" of={authorModel} />
      <FileField form={form} name="cover" label="Cover" bucket={coversBucket} />
    </FormPage>
  );
}
