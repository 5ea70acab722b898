import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { noteModel } from "../models/note";
import { topicModel } from "../models/topic";
import { NoteCards } from "./notes/NoteCards";
import { TopicTable } from "./topics/TopicTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={noteModel} />
      </PageHeader>
      <RelatedList
        title="Latest notes"
        of={noteModel}
        query={{ limit: 6, include: ["photo"] }}
        more="/notes"
        empty="No notes yet."
      >
        {(items) => <NoteCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest topics"
        of={topicModel}
        query={{ limit: 6 }}
        more="/topics"
        empty="No topics yet."
      >
        {(items) => <TopicTable items={items} />}
      </RelatedList>
    </>
  );
}
