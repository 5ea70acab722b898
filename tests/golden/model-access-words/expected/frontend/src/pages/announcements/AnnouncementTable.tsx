import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import {
  type Announcement,
  type AnnouncementList,
  announcementModel,
} from "../../models/announcement";

interface Props {
  items: readonly Announcement[];
  picking?: AnnouncementList;
}

/** Announcements as rows: a cell is a column. */
export function AnnouncementTable({ items, picking }: Props) {
  return (
    <Table caption="Announcements" items={items} picking={picking}>
      {(announcement) => (
        <>
          <Cell header="Title" href={`/announcements/${announcement.id}`}>
            {announcementModel.label(announcement)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={announcement.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
