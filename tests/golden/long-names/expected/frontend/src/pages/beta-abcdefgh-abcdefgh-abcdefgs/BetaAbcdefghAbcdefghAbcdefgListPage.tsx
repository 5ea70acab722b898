import { Empty } from "../../components/Empty";
import { EnumFilter, MineFilter, SortFilter, ValueFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { RefFilter } from "../../components/RefFilter";
import { alphaAbcdefghAbcdefghAbcdefModel } from "../../models/alpha_abcdefgh_abcdefgh_abcdef";
import {
  BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF,
  betaAbcdefghAbcdefghAbcdefgModel,
  useBetaAbcdefghAbcdefghAbcdefgList,
} from "../../models/beta_abcdefgh_abcdefgh_abcdefg";
import { BetaAbcdefghAbcdefghAbcdefgTable } from "./BetaAbcdefghAbcdefghAbcdefgTable";

export default function BetaAbcdefghAbcdefghAbcdefgListPage() {
  const betaAbcdefghAbcdefghAbcdefgs = useBetaAbcdefghAbcdefghAbcdefgList();
  return (
    <ListPage
      title="Beta abcdefgh abcdefgh abcdefgs"
      list={betaAbcdefghAbcdefghAbcdefgs}
      actions={<NewLink of={betaAbcdefghAbcdefghAbcdefgModel} />}
      filters={
        <>
          <EnumFilter
            list={betaAbcdefghAbcdefghAbcdefgs}
            name="state_abcdefgh_abcdefgh_abcdef"
            label="State abcdefgh abcdefgh abcdef"
            options={BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF}
          />
          <ValueFilter
            list={betaAbcdefghAbcdefghAbcdefgs}
            name="count_abcdefgh_abcdefgh_abcdef"
            label="Count abcdefgh abcdefgh abcdef"
            type="integer"
          />
          <ValueFilter
            list={betaAbcdefghAbcdefghAbcdefgs}
            name="date_abcdefgh_abcdefgh_abcdefg"
            label="Date abcdefgh abcdefgh abcdefg"
            type="date"
          />
          <RefFilter
            list={betaAbcdefghAbcdefghAbcdefgs}
            name="parent_abcdefgh_abcdefgh_abcde"
            label="Parent abcdefgh abcdefgh abcde"
            of={alphaAbcdefghAbcdefghAbcdefModel}
          />
          <MineFilter list={betaAbcdefghAbcdefghAbcdefgs} />
          <SortFilter list={betaAbcdefghAbcdefghAbcdefgs} />
        </>
      }
      empty={
        <Empty title="No beta abcdefgh abcdefgh abcdefgs yet">
          <NewLink of={betaAbcdefghAbcdefghAbcdefgModel} />
        </Empty>
      }
    >
      <BetaAbcdefghAbcdefghAbcdefgTable
        items={betaAbcdefghAbcdefghAbcdefgs.items}
        picking={betaAbcdefghAbcdefghAbcdefgs}
      />
    </ListPage>
  );
}
