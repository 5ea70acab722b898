import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { documentModel } from "../models/document";
import { documentFileModel } from "../models/document_file";
import { eventModel } from "../models/event";
import { DocumentFileTable } from "./document-files/DocumentFileTable";
import { DocumentTable } from "./documents/DocumentTable";
import { EventTable } from "./events/EventTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={eventModel} />
      </PageHeader>
      <RelatedList
        title="Latest events"
        of={eventModel}
        query={{ limit: 6 }}
        more="/events"
        empty="No events yet."
      >
        {(items) => <EventTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest documents"
        of={documentModel}
        query={{ limit: 6 }}
        more="/documents"
        empty="No documents yet."
      >
        {(items) => <DocumentTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest document files"
        of={documentFileModel}
        query={{ limit: 6 }}
        more="/document-files"
        empty="No document files yet."
      >
        {(items) => <DocumentFileTable items={items} />}
      </RelatedList>
    </>
  );
}
