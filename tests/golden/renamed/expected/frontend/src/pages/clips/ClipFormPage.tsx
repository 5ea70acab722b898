import { bucket as filmsBucket } from "../../api/buckets/films";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { EnumField, FileField, RefField, TextField } from "../../components/fields";
import { CLIP_STATE, type Clip, clipModel, useClip, useClipForm } from "../../models/clip";
import { seriesListModel } from "../../models/series_list";

/** Creates an item or, where the address names one, changes it. */
export default function ClipFormPage({ id }: { id: string }) {
  const query = useClip(id);
  return <LoadedForm id={id} query={query} form={ClipForm} />;
}

function ClipForm({ item }: { item?: Clip }) {
  const form = useClipForm(item);
  return (
    <FormPage of={clipModel} item={item} form={form}>
      <TextField form={form} name="heading" label="Heading" max={255} required />
      <EnumField form={form} name="state" label="State" options={CLIP_STATE} required />
      <FileField form={form} name="file" label="File" bucket={filmsBucket} required />
      <RefField form={form} name="series" label="Series" of={seriesListModel} required />
    </FormPage>
  );
}
