import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { eventModel, useEvent } from "../../models/event";

export default function EventDetailPage({ id }: { id: string }) {
  const query = useEvent(id);
  return (
    <DetailPage of={eventModel} query={query}>
      {(event) => (
        <DetailList>
          <Detail label="Title">{event.title}</Detail>
          <Detail label="At">
            <Moment at={event.at} />
          </Detail>
          <Detail label="Added">
            <Moment at={event.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={event.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
