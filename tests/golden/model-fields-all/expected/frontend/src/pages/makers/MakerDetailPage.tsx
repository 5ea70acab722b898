import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { makerModel, useMaker } from "../../models/maker";

export default function MakerDetailPage({ id }: { id: string }) {
  const query = useMaker(id);
  return (
    <DetailPage of={makerModel} query={query}>
      {(maker) => (
        <DetailList>
          <Detail label="Name">{maker.name}</Detail>
          <Detail label="Added">
            <Moment at={maker.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={maker.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
