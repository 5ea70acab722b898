import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { documentModel } from "../models/document";
import { eventModel } from "../models/event";
import { warningModel } from "../models/warning";
import { DocumentCards } from "./documents/DocumentCards";
import { EventTable } from "./events/EventTable";
import { WarningCards } from "./warnings/WarningCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={documentModel} />
      </PageHeader>
      <RelatedList
        title="Latest documents"
        of={documentModel}
        query={{ limit: 6, include: ["file"] }}
        more="/documents"
        empty="No documents yet."
      >
        {(items) => <DocumentCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest warnings"
        of={warningModel}
        query={{ limit: 6, include: ["files"] }}
        more="/warnings"
        empty="No warnings yet."
      >
        {(items) => <WarningCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest events"
        of={eventModel}
        query={{ limit: 6 }}
        more="/events"
        empty="No events yet."
      >
        {(items) => <EventTable items={items} />}
      </RelatedList>
    </>
  );
}
