import { bucket as videosBucket } from "../../api/buckets/videos";
import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  EnumField,
  FileField,
  IntegerField,
  JsonField,
  LongTextField,
  RefField,
  TextField,
} from "../../components/fields";
import { WritableBy } from "../../components/WritableBy";
import { ACCESS } from "../../generated/access";
import { channelModel } from "../../models/channel";
import { useVideo, useVideoForm, VIDEO_MOOD, type Video, videoModel } from "../../models/video";

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
      <WritableBy words={ACCESS.models.video.write.code} of={videoModel} item={item}>
        <TextField form={form} name="code" label="Code" max={255} />
      </WritableBy>
      <WritableBy words={ACCESS.models.video.write.rank} of={videoModel} item={item}>
        <IntegerField form={form} name="rank" label="Rank" />
      </WritableBy>
      <WritableBy words={ACCESS.models.video.write.mood} of={videoModel} item={item}>
        <EnumField form={form} name="mood" label="Mood" options={VIDEO_MOOD} />
      </WritableBy>
      <WritableBy words={ACCESS.models.video.write.channel} of={videoModel} item={item}>
        <RefField form={form} name="channel" label="Channel" of={channelModel} required />
      </WritableBy>
      <WritableBy words={ACCESS.models.video.write.review} of={videoModel} item={item}>
        <JsonField form={form} name="review" label="Review" />
      </WritableBy>
      <WritableBy words={ACCESS.models.video.write.picked_by} of={videoModel} item={item}>
        <TextField form={form} name="picked_by" label="Picked by" max={255} />
      </WritableBy>
      <LongTextField form={form} name="notes" label="Notes" max={10000} />
      <WritableBy words={ACCESS.models.video.write.file} of={videoModel} item={item}>
        <FileField form={form} name="file" label="File" bucket={videosBucket} />
      </WritableBy>
    </FormPage>
  );
}
