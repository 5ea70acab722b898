import { bucket as scansBucket } from "../../api/buckets/scans";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, RefField } from "../../components/fields";
import { bookModel } from "../../models/book";
import { type Diary, diaryModel, useDiary, useDiaryForm } from "../../models/diary";

/** Creates an item or, where the address names one, changes it. */
export default function DiaryFormPage({ id }: { id: string }) {
  const query = useDiary(id);
  return <LoadedForm id={id} query={query} form={DiaryForm} />;
}

function DiaryForm({ item }: { item?: Diary }) {
  const form = useDiaryForm(item);
  return (
    <FormPage of={diaryModel} item={item} form={form}>
      <RefField form={form} name="book" label="Book" of={bookModel} required />
      <RefField form={form} name="about" label="About" of={diaryModel} />
      <FileField form={form} name="photo" label="Photo" bucket={scansBucket} />
    </FormPage>
  );
}
