import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { sheepModel, useSheep } from "../../models/sheep";

export default function SheepDetailPage({ id }: { id: string }) {
  const query = useSheep(id);
  return (
    <DetailPage of={sheepModel} query={query}>
      {(sheep) => (
        <DetailList>
          <Detail label="Name">{sheep.name}</Detail>
          <Detail label="Added">
            <Moment at={sheep.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={sheep.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
