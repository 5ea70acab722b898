import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { clipModel } from "../models/clip";
import { seriesListModel } from "../models/series_list";
import { ClipCards } from "./clips/ClipCards";
import { SeriesListTable } from "./series-lists/SeriesListTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={clipModel} />
      </PageHeader>
      <RelatedList
        title="Latest clips"
        of={clipModel}
        query={{ limit: 6, include: ["series", "file"] }}
        more="/clips"
        empty="No clips yet."
      >
        {(items) => <ClipCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest series lists"
        of={seriesListModel}
        query={{ limit: 6 }}
        more="/series-lists"
        empty="No series lists yet."
      >
        {(items) => <SeriesListTable items={items} />}
      </RelatedList>
    </>
  );
}
