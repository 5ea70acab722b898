import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { RelatedList } from "../../components/RelatedList";
import { Moment, NumberValue } from "../../components/values";
import { aModel } from "../../models/a";
import { bModel, useB } from "../../models/b";
import { ACards } from "../as/ACards";

export default function BDetailPage({ id }: { id: string }) {
  const query = useB(id);
  return (
    <DetailPage of={bModel} query={query}>
      {(b) => (
        <Columns>
          <Main>
            <RelatedList
              title="As"
              of={aModel}
              query={{ c: b.id, limit: 6, include: ["c", "f"] }}
              more={`/as?c=${b.id}`}
              empty="No as yet."
            >
              {(items) => <ACards items={items} />}
            </RelatedList>
          </Main>
          <DetailList>
            <Detail label="N">
              <NumberValue value={b.n} />
            </Detail>
            <Detail label="Added">
              <Moment at={b.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={b.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
