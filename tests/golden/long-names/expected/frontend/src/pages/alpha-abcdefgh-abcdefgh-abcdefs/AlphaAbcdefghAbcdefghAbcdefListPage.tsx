import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import {
  alphaAbcdefghAbcdefghAbcdefModel,
  alphaAbcdefghAbcdefghAbcdefSorts,
  useAlphaAbcdefghAbcdefghAbcdefList,
} from "../../models/alpha_abcdefgh_abcdefgh_abcdef";
import { AlphaAbcdefghAbcdefghAbcdefTable } from "./AlphaAbcdefghAbcdefghAbcdefTable";

export default function AlphaAbcdefghAbcdefghAbcdefListPage() {
  const alphaAbcdefghAbcdefghAbcdefs = useAlphaAbcdefghAbcdefghAbcdefList();
  return (
    <ListPage
      title="Alpha abcdefgh abcdefgh abcdefs"
      list={alphaAbcdefghAbcdefghAbcdefs}
      actions={<NewLink of={alphaAbcdefghAbcdefghAbcdefModel} />}
      filters={
        <>
          <MineFilter list={alphaAbcdefghAbcdefghAbcdefs} />
          <SortFilter
            list={alphaAbcdefghAbcdefghAbcdefs}
            options={alphaAbcdefghAbcdefghAbcdefSorts}
          />
        </>
      }
      empty={
        <Empty title="No alpha abcdefgh abcdefgh abcdefs yet">
          <NewLink of={alphaAbcdefghAbcdefghAbcdefModel} />
        </Empty>
      }
    >
      <AlphaAbcdefghAbcdefghAbcdefTable
        items={alphaAbcdefghAbcdefghAbcdefs.items}
        picking={alphaAbcdefghAbcdefghAbcdefs}
      />
    </ListPage>
  );
}
