import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { announcementModel, useAnnouncementList } from "../../models/announcement";
import { AnnouncementTable } from "./AnnouncementTable";

export default function AnnouncementListPage() {
  const announcements = useAnnouncementList();
  return (
    <ListPage
      title="Announcements"
      list={announcements}
      actions={<NewLink of={announcementModel} />}
      filters={
        <>
          <MineFilter list={announcements} />
          <SortFilter list={announcements} />
        </>
      }
      empty={
        <Empty title="No announcements yet">
          <NewLink of={announcementModel} />
        </Empty>
      }
    >
      <AnnouncementTable items={announcements.items} picking={announcements} />
    </ListPage>
  );
}
