import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { makerModel } from "../models/maker";
import { partModel } from "../models/part";
import { toolModel } from "../models/tool";
import { MakerTable } from "./makers/MakerTable";
import { PartTable } from "./parts/PartTable";
import { ToolTable } from "./tools/ToolTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={makerModel} />
      </PageHeader>
      <RelatedList
        title="Latest makers"
        of={makerModel}
        query={{ limit: 6 }}
        more="/makers"
        empty="No makers yet."
      >
        {(items) => <MakerTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest parts"
        of={partModel}
        query={{ limit: 6 }}
        more="/parts"
        empty="No parts yet."
      >
        {(items) => <PartTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest tools"
        of={toolModel}
        query={{ limit: 6 }}
        more="/tools"
        empty="No tools yet."
      >
        {(items) => <ToolTable items={items} />}
      </RelatedList>
    </>
  );
}
