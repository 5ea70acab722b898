import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { announcementModel, useAnnouncement } from "../../models/announcement";

export default function AnnouncementDetailPage({ id }: { id: string }) {
  const query = useAnnouncement(id);
  return (
    <DetailPage of={announcementModel} query={query}>
      {(announcement) => (
        <DetailList>
          <Detail label="Title">{announcement.title}</Detail>
          <Detail label="Added">
            <Moment at={announcement.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={announcement.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
