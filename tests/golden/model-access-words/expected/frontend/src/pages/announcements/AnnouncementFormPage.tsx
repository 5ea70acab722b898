import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import {
  type Announcement,
  announcementModel,
  useAnnouncement,
  useAnnouncementForm,
} from "../../models/announcement";

/** Creates an item or, where the address names one, changes it. */
export default function AnnouncementFormPage({ id }: { id: string }) {
  const query = useAnnouncement(id);
  return <LoadedForm id={id} query={query} form={AnnouncementForm} />;
}

function AnnouncementForm({ item }: { item?: Announcement }) {
  const form = useAnnouncementForm(item);
  return (
    <FormPage of={announcementModel} item={item} form={form}>
      <TextField form={form} name="title" label="Title" max={255} required />
    </FormPage>
  );
}
