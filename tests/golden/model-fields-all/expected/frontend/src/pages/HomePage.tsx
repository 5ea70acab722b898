import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { makerModel } from "../models/maker";
import { sampleModel } from "../models/sample";
import { MakerTable } from "./makers/MakerTable";
import { SampleCards } from "./samples/SampleCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={sampleModel} />
      </PageHeader>
      <RelatedList
        title="Latest samples"
        of={sampleModel}
        query={{ limit: 6, include: ["picture"] }}
        more="/samples"
        empty="No samples yet."
      >
        {(items) => <SampleCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest makers"
        of={makerModel}
        query={{ limit: 6 }}
        more="/makers"
        empty="No makers yet."
      >
        {(items) => <MakerTable items={items} />}
      </RelatedList>
    </>
  );
}
