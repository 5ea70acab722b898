import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { makerModel } from "../models/maker";
import { sampleModel } from "../models/sample";
import { MakerTable } from "./makers/MakerTable";
import { SampleTable } from "./samples/SampleTable";

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
        title="Latest samples"
        of={sampleModel}
        query={{ limit: 6 }}
        more="/samples"
        empty="No samples yet."
      >
        {(items) => <SampleTable items={items} />}
      </RelatedList>
    </>
  );
}
