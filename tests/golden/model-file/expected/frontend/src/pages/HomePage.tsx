import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { letterModel } from "../models/letter";
import { LetterCards } from "./letters/LetterCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={letterModel} />
      </PageHeader>
      <RelatedList
        title="Latest letters"
        of={letterModel}
        query={{ limit: 6, include: ["scan"] }}
        more="/letters"
        empty="No letters yet."
      >
        {(items) => <LetterCards items={items} />}
      </RelatedList>
    </>
  );
}
