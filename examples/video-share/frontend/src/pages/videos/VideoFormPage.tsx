import { bucket as videosBucket } from "../../api/buckets/videos";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, ListField, LongTextField, RefField, TextField } from "../../components/fields";
import { channelModel } from "../../models/channel";
import { useVideo, useVideoForm, type Video, videoModel } from "../../models/video";

/** Creates an item or, where the address names one, changes it. */
export default function VideoFormPage({ id }: { id: string }) {
  const query = useVideo(id);
  return <LoadedForm id={id} query={query} form={VideoForm} />;
}

function VideoForm({ item }: { item?: Video }) {
  const form = useVideoForm(item);
  return (
    <FormPage of={videoModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={120} required />
      <LongTextField form={form} name="description" label="Description" max={10000} />
      <ListField
        form={form}
        name="tags"
        label="Tags"
        max={100}
        entries={{ type: "string", max: 255 }}
      />
      <RefField form={form} name="channel" label="Channel" of={channelModel} />
      <FileField form={form} name="file" label="File" bucket={videosBucket} />
    </FormPage>
  );
}
