import { Empty } from "../../components/Empty";
import { EnumFilter, MineFilter, SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { RefFilter } from "../../components/RefFilter";
import { A_E, aModel, useAList } from "../../models/a";
import { bModel } from "../../models/b";
import { ATable } from "./ATable";

export default function AListPage() {
  const as = useAList({ include: ["c"] });
  return (
    <ListPage
      title="As"
      list={as}
      actions={<NewLink of={aModel} />}
      filters={
        <>
          <ValueFilter list={as} name="y" label="Y" />
          <ValueFilter list={as} name="no" label="No" type="integer" />
          <RefFilter list={as} name="c" label="C" of={bModel} />
          <EnumFilter list={as} name="e" label="E" options={A_E} />
          <MineFilter list={as} />
          <SortFilter list={as} />
        </>
      }
      empty={
        <Empty title="No as yet">
          <NewLink of={aModel} />
        </Empty>
      }
    >
      <ATable items={as.items} picking={as} />
    </ListPage>
  );
}
