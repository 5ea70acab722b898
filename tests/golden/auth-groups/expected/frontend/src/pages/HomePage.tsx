import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { noteModel } from "../models/note";
import { NoteTable } from "./notes/NoteTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={noteModel} />
      </PageHeader>
      <RelatedList
        title="Latest notes"
        of={noteModel}
        query={{ limit: 6 }}
        more="/notes"
        empty="No notes yet."
      >
        {(items) => <NoteTable items={items} />}
      </RelatedList>
    </>
  );
}
