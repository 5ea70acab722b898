import { Cell, Table } from "../../components/Table";
import { Day, NumberValue } from "../../components/values";
import { type Diary, type DiaryList, diaryModel } from "../../models/diary";

interface Props {
  items: readonly Diary[];
  picking?: DiaryList;
}

/** Diaries as rows: a cell is a column. */
export function DiaryTable({ items, picking }: Props) {
  return (
    <Table caption="Diaries" items={items} picking={picking}>
      {(diary) => (
        <>
          <Cell header="Body" href={`/diaries/${diary.id}`}>
            {diaryModel.label(diary)}
          </Cell>
          <Cell header="Mood" align="end">
            <NumberValue value={diary.mood} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={diary.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
