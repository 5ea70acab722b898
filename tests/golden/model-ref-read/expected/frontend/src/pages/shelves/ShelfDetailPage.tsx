import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { shelfModel, useShelf } from "../../models/shelf";

export default function ShelfDetailPage({ id }: { id: string }) {
  const query = useShelf(id);
  return (
    <DetailPage of={shelfModel} query={query}>
      {(shelf) => (
        <DetailList>
          <Detail label="Label">{shelf.label}</Detail>
          <Detail label="Keeper">{shelf.keeper}</Detail>
          <Detail label="Added">
            <Moment at={shelf.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={shelf.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
