import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { aModel } from "../models/a";
import { bModel } from "../models/b";
import { ACards } from "./as/ACards";
import { BTable } from "./bs/BTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={aModel} />
      </PageHeader>
      <RelatedList
        title="Latest as"
        of={aModel}
        query={{ limit: 6, include: ["c", "f"] }}
        more="/as"
        empty="No as yet."
      >
        {(items) => <ACards items={items} />}
      </RelatedList>
      <RelatedList title="Latest bs" of={bModel} query={{ limit: 6 }} more="/bs" empty="No bs yet.">
        {(items) => <BTable items={items} />}
      </RelatedList>
    </>
  );
}
