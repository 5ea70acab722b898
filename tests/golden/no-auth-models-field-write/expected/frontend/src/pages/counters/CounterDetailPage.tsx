import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment, NumberValue } from "../../components/values";
import { counterModel, useCounter } from "../../models/counter";

export default function CounterDetailPage({ id }: { id: string }) {
  const query = useCounter(id);
  return (
    <DetailPage of={counterModel} query={query}>
      {(counter) => (
        <DetailList>
          <Detail label="Hits">
            <NumberValue value={counter.hits} />
          </Detail>
          <Detail label="Added">
            <Moment at={counter.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={counter.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
