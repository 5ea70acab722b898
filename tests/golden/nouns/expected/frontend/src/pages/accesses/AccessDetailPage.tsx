import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment, YesNo } from "../../components/values";
import { accessItemModel, useAccessItem } from "../../models/access";

export default function AccessDetailPage({ id }: { id: string }) {
  const query = useAccessItem(id);
  return (
    <DetailPage of={accessItemModel} query={query}>
      {(accessItem) => (
        <DetailList>
          <Detail label="Door">{accessItem.door}</Detail>
          <Detail label="Granted">
            <YesNo value={accessItem.granted} />
          </Detail>
          <Detail label="Added">
            <Moment at={accessItem.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={accessItem.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
