import { Empty } from "../../components/Empty";
import { SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { toolModel, toolSorts, useToolList } from "../../models/tool";
import { ToolTable } from "./ToolTable";

export default function ToolListPage() {
  const tools = useToolList();
  return (
    <ListPage
      title="Tools"
      list={tools}
      actions={<NewLink of={toolModel} />}
      filters={
        <>
          <ValueFilter list={tools} name="name" label="Name" />
          <SortFilter list={tools} options={toolSorts} />
        </>
      }
      empty={
        <Empty title="No tools yet">
          <NewLink of={toolModel} />
        </Empty>
      }
    >
      <ToolTable items={tools.items} picking={tools} />
    </ListPage>
  );
}
