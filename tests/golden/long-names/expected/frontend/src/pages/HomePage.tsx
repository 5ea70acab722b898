import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { alphaAbcdefghAbcdefghAbcdefModel } from "../models/alpha_abcdefgh_abcdefgh_abcdef";
import { betaAbcdefghAbcdefghAbcdefgModel } from "../models/beta_abcdefgh_abcdefgh_abcdefg";
import { AlphaAbcdefghAbcdefghAbcdefTable } from "./alpha-abcdefgh-abcdefgh-abcdefs/AlphaAbcdefghAbcdefghAbcdefTable";
import { BetaAbcdefghAbcdefghAbcdefgTable } from "./beta-abcdefgh-abcdefgh-abcdefgs/BetaAbcdefghAbcdefghAbcdefgTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={alphaAbcdefghAbcdefghAbcdefModel} />
      </PageHeader>
      <RelatedList
        title="Latest alpha abcdefgh abcdefgh abcdefs"
        of={alphaAbcdefghAbcdefghAbcdefModel}
        query={{ limit: 6 }}
        more="/alpha-abcdefgh-abcdefgh-abcdefs"
        empty="No alpha abcdefgh abcdefgh abcdefs yet."
      >
        {(items) => <AlphaAbcdefghAbcdefghAbcdefTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest beta abcdefgh abcdefgh abcdefgs"
        of={betaAbcdefghAbcdefghAbcdefgModel}
        query={{ limit: 6 }}
        more="/beta-abcdefgh-abcdefgh-abcdefgs"
        empty="No beta abcdefgh abcdefgh abcdefgs yet."
      >
        {(items) => <BetaAbcdefghAbcdefghAbcdefgTable items={items} />}
      </RelatedList>
    </>
  );
}
