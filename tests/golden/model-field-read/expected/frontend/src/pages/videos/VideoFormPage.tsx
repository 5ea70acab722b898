import { bucket as videosBucket } from "../../api/buckets/videos";
import { FormPage, LoadedForm } from "../../components/FormPage";
import { FileField, IntegerField, RefField, TextField } from "../../components/fields";
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
      <TextField form={form} name="title" label="Title" max={255} required />
      <TextField form={form} name="contact" label="Contact" type="email" min={3} max={254} />
      <IntegerField form={form} name="length" label="Length" />
      <RefField form={form} name="channel" label="Channel" of={channelModel} />
      <TextField form={form} name="token" label="Token" max={255} />
      <FileField form={form} name="raw" label="Raw" bucket={videosBucket} />
      <FileField form={form} name="file" label="File" bucket={videosBucket} />
    </FormPage>
  );
}
