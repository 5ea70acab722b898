import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { RelatedList } from "../../components/RelatedList";
import { Moment } from "../../components/values";
import {
  alphaAbcdefghAbcdefghAbcdefModel,
  useAlphaAbcdefghAbcdefghAbcdef,
} from "../../models/alpha_abcdefgh_abcdefgh_abcdef";
import { betaAbcdefghAbcdefghAbcdefgModel } from "../../models/beta_abcdefgh_abcdefgh_abcdefg";
import { BetaAbcdefghAbcdefghAbcdefgCards } from "../beta-abcdefgh-abcdefgh-abcdefgs/BetaAbcdefghAbcdefghAbcdefgCards";

export default function AlphaAbcdefghAbcdefghAbcdefDetailPage({ id }: { id: string }) {
  const query = useAlphaAbcdefghAbcdefghAbcdef(id);
  return (
    <DetailPage of={alphaAbcdefghAbcdefghAbcdefModel} query={query}>
      {(alphaAbcdefghAbcdefghAbcdef) => (
        <Columns>
          <Main>
            <RelatedList
              title="Beta abcdefgh abcdefgh abcdefgs"
              of={betaAbcdefghAbcdefghAbcdefgModel}
              query={{
                parent_abcdefgh_abcdefgh_abcde: alphaAbcdefghAbcdefghAbcdef.id,
                limit: 6,
                include: ["file_abcdefgh_abcdefgh_abcdefg"],
              }}
              more={`/beta-abcdefgh-abcdefgh-abcdefgs?parent_abcdefgh_abcdefgh_abcde=${alphaAbcdefghAbcdefghAbcdef.id}`}
              empty="No beta abcdefgh abcdefgh abcdefgs yet."
            >
              {(items) => <BetaAbcdefghAbcdefghAbcdefgCards items={items} />}
            </RelatedList>
          </Main>
          <DetailList>
            <Detail label="Name abcdefgh abcdefgh abcdefg">
              {alphaAbcdefghAbcdefghAbcdef.name_abcdefgh_abcdefgh_abcdefg}
            </Detail>
            <Detail label="Added">
              <Moment at={alphaAbcdefghAbcdefghAbcdef.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={alphaAbcdefghAbcdefghAbcdef.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
