import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { eventModel, useEventList } from "../../models/event";
import { EventTable } from "./EventTable";

export default function EventListPage() {
  const events = useEventList();
  return (
    <ListPage
      title="Events"
      list={events}
      actions={<NewLink of={eventModel} />}
      filters={
        <>
          <MineFilter list={events} />
          <SortFilter list={events} />
        </>
      }
      empty={
        <Empty title="No events yet">
          <NewLink of={eventModel} />
        </Empty>
      }
    >
      <EventTable items={events.items} picking={events} />
    </ListPage>
  );
}
