import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { trapModel } from "../models/trap";
import { TrapTable } from "./traps/TrapTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={trapModel} />
      </PageHeader>
      <RelatedList
        title="Latest traps"
        of={trapModel}
        query={{ limit: 6 }}
        more="/traps"
        empty="No traps yet."
      >
        {(items) => <TrapTable items={items} />}
      </RelatedList>
    </>
  );
}
