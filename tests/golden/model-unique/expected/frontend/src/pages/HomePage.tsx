import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { personModel } from "../models/person";
import { PersonTable } from "./people/PersonTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={personModel} />
      </PageHeader>
      <RelatedList
        title="Latest people"
        of={personModel}
        query={{ limit: 6 }}
        more="/people"
        empty="No people yet."
      >
        {(items) => <PersonTable items={items} />}
      </RelatedList>
    </>
  );
}
