import { Cell, Table } from "../../components/Table";
import { Badge, Day, NumberValue, YesNo } from "../../components/values";
import {
  BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF,
  type BetaAbcdefghAbcdefghAbcdefg,
  type BetaAbcdefghAbcdefghAbcdefgList,
  betaAbcdefghAbcdefghAbcdefgModel,
} from "../../models/beta_abcdefgh_abcdefgh_abcdefg";

interface Props {
  items: readonly BetaAbcdefghAbcdefghAbcdefg[];
  picking?: BetaAbcdefghAbcdefghAbcdefgList;
}

/** Beta abcdefgh abcdefgh abcdefgs as rows: a cell is a column. */
export function BetaAbcdefghAbcdefghAbcdefgTable({ items, picking }: Props) {
  return (
    <Table caption="Beta abcdefgh abcdefgh abcdefgs" items={items} picking={picking}>
      {(betaAbcdefghAbcdefghAbcdefg) => (
        <>
          <Cell
            header="Title abcdefgh abcdefgh abcdef"
            href={`/beta-abcdefgh-abcdefgh-abcdefgs/${betaAbcdefghAbcdefghAbcdefg.id}`}
          >
            {betaAbcdefghAbcdefghAbcdefgModel.label(betaAbcdefghAbcdefghAbcdefg)}
          </Cell>
          <Cell header="State abcdefgh abcdefgh abcdef">
            <Badge
              value={betaAbcdefghAbcdefghAbcdefg.state_abcdefgh_abcdefgh_abcdef}
              options={BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF}
            />
          </Cell>
          <Cell header="Count abcdefgh abcdefgh abcdef" align="end">
            <NumberValue value={betaAbcdefghAbcdefghAbcdefg.count_abcdefgh_abcdefgh_abcdef} />
          </Cell>
          <Cell header="Ratio abcdefgh abcdefgh abcdef" align="end">
            <NumberValue value={betaAbcdefghAbcdefghAbcdefg.ratio_abcdefgh_abcdefgh_abcdef} />
          </Cell>
          <Cell header="Flag abcdefgh abcdefgh abcdefg">
            <YesNo value={betaAbcdefghAbcdefghAbcdefg.flag_abcdefgh_abcdefgh_abcdefg} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={betaAbcdefghAbcdefghAbcdefg.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
