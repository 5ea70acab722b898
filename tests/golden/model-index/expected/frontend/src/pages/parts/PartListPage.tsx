import { Empty } from "../../components/Empty";
import { EnumFilter, MineFilter, SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { RefFilter } from "../../components/RefFilter";
import { makerModel } from "../../models/maker";
import { PART_KIND, partModel, partSorts, usePartList } from "../../models/part";
import { PartTable } from "./PartTable";

export default function PartListPage() {
  const parts = usePartList();
  return (
    <ListPage
      title="Parts"
      list={parts}
      actions={<NewLink of={partModel} />}
      filters={
        <>
          <ValueFilter list={parts} name="name" label="Name" />
          <EnumFilter list={parts} name="kind" label="Kind" options={PART_KIND} />
          <ValueFilter list={parts} name="size" label="Size" type="integer" />
          <ValueFilter list={parts} name="contact" label="Contact" type="email" />
          <RefFilter list={parts} name="maker" label="Maker" of={makerModel} />
          <MineFilter list={parts} />
          <SortFilter list={parts} options={partSorts} />
        </>
      }
      empty={
        <Empty title="No parts yet">
          <NewLink of={partModel} />
        </Empty>
      }
    >
      <PartTable items={parts.items} picking={parts} />
    </ListPage>
  );
}
