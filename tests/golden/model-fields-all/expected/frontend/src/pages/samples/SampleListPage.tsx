import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { sampleModel, useSampleList } from "../../models/sample";
import { SampleTable } from "./SampleTable";

export default function SampleListPage() {
  const samples = useSampleList();
  return (
    <ListPage
      title="Samples"
      list={samples}
      actions={<NewLink of={sampleModel} />}
      filters={<SortFilter list={samples} />}
      empty={
        <Empty title="No samples yet">
          <NewLink of={sampleModel} />
        </Empty>
      }
    >
      <SampleTable items={samples.items} picking={samples} />
    </ListPage>
  );
}
