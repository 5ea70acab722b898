import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { type Sample, type SampleList, sampleModel } from "../../models/sample";

interface Props {
  items: readonly Sample[];
  picking?: SampleList;
}

/** Samples as rows: a cell is a column. */
export function SampleTable({ items, picking }: Props) {
  return (
    <Table caption="Samples" items={items} picking={picking}>
      {(sample) => (
        <>
          <Cell header="Plain" href={`/samples/${sample.id}`}>
            {sampleModel.label(sample)}
          </Cell>
          <Cell header="Plain optional">{sample.plain_optional}</Cell>
          <Cell header="Bounded">{sample.bounded}</Cell>
          <Cell header="Coded">{sample.coded}</Cell>
          <Cell header="Titled">{sample.titled}</Cell>
          <Cell header="Added" align="end">
            <Day at={sample.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
