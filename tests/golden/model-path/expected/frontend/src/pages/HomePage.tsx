import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { noteModel } from "../models/note";
import { sheepModel } from "../models/sheep";
import { NoteTable } from "./notes/NoteTable";
import { SheepTable } from "./sheep/SheepTable";

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
        more="/jottings"
        empty="No notes yet."
      >
        {(items) => <NoteTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest sheep"
        of={sheepModel}
        query={{ limit: 6 }}
        more="/sheep"
        empty="No sheep yet."
      >
        {(items) => <SheepTable items={items} />}
      </RelatedList>
    </>
  );
}
