import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import {
  type AlphaAbcdefghAbcdefghAbcdef,
  type AlphaAbcdefghAbcdefghAbcdefList,
  alphaAbcdefghAbcdefghAbcdefModel,
} from "../../models/alpha_abcdefgh_abcdefgh_abcdef";

interface Props {
  items: readonly AlphaAbcdefghAbcdefghAbcdef[];
  picking?: AlphaAbcdefghAbcdefghAbcdefList;
}

/** Alpha abcdefgh abcdefgh abcdefs as rows: a cell is a column. */
export function AlphaAbcdefghAbcdefghAbcdefTable({ items, picking }: Props) {
  return (
    <Table caption="Alpha abcdefgh abcdefgh abcdefs" items={items} picking={picking}>
      {(alphaAbcdefghAbcdefghAbcdef) => (
        <>
          <Cell
            header="Name abcdefgh abcdefgh abcdefg"
            href={`/alpha-abcdefgh-abcdefgh-abcdefs/${alphaAbcdefghAbcdefghAbcdef.id}`}
          >
            {alphaAbcdefghAbcdefghAbcdefModel.label(alphaAbcdefghAbcdefghAbcdef)}
          </Cell>
          <Cell header="Added" align="end">
            <Day at={alphaAbcdefghAbcdefghAbcdef.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
