import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { alphaAbcdefghAbcdefghAbcdefModel } from "../models/alpha_abcdefgh_abcdefgh_abcdef";
import { betaAbcdefghAbcdefghAbcdefgModel } from "../models/beta_abcdefgh_abcdefgh_abcdefg";
import { AlphaAbcdefghAbcdefghAbcdefTable } from "./alpha-abcdefgh-abcdefgh-abcdefs/AlphaAbcdefghAbcdefghAbcdefTable";
import { BetaAbcdefghAbcdefghAbcdefgCards } from "./beta-abcdefgh-abcdefgh-abcdefgs/BetaAbcdefghAbcdefghAbcdefgCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={betaAbcdefghAbcdefghAbcdefgModel} />
      </PageHeader>
      <RelatedList
        title="Latest beta abcdefgh abcdefgh abcdefgs"
        of={betaAbcdefghAbcdefghAbcdefgModel}
        query={{ limit: 6, include: ["file_abcdefgh_abcdefgh_abcdefg"] }}
        more="/beta-abcdefgh-abcdefgh-abcdefgs"
        empty="No beta abcdefgh abcdefgh abcdefgs yet."
      >
        {(items) => <BetaAbcdefghAbcdefghAbcdefgCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest alpha abcdefgh abcdefgh abcdefs"
        of={alphaAbcdefghAbcdefghAbcdefModel}
        query={{ limit: 6 }}
        more="/alpha-abcdefgh-abcdefgh-abcdefs"
        empty="No alpha abcdefgh abcdefgh abcdefs yet."
      >
        {(items) => <AlphaAbcdefghAbcdefghAbcdefTable items={items} />}
      </RelatedList>
    </>
  );
}
