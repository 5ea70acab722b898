import { FormPage, LoadedForm } from "../../components/FormPage";
import { LongTextField } from "../../components/fields";
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
      <LongTextField form={form} name="body" label="Body" max={10000} required />
    </FormPage>
  );
}
