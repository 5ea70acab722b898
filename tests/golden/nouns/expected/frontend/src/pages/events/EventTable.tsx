import { Cell, Table } from "../../components/Table";
import { Day, Moment } from "../../components/values";
import { type Event, type EventList, eventModel } from "../../models/event";

interface Props {
  items: readonly Event[];
  picking?: EventList;
}

/** Events as rows: a cell is a column. */
export function EventTable({ items, picking }: Props) {
  return (
    <Table caption="Events" items={items} picking={picking}>
      {(event) => (
        <>
          <Cell header="Title" href={`/events/${event.id}`}>
            {eventModel.label(event)}
          </Cell>
          <Cell header="At">
            <Moment at={event.at} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={event.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
