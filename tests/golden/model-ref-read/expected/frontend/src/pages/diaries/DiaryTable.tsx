import { RefLink } from "../../components/RefLink";
import { Cell, Table } from "../../components/Table";
import { Day } from "../../components/values";
import { bookModel } from "../../models/book";
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
          <Cell header="Diary" href={`/diaries/${diary.id}`}>
            {diaryModel.label(diary)}
          </Cell>
          <Cell header="Book">
            <RefLink of={bookModel} id={diary.book} />
          </Cell>
          <Cell header="About">
            <RefLink of={diaryModel} id={diary.about} />
          </Cell>
          <Cell header="Added" align="end">
            <Day at={diary.created_at} />
          </Cell>
        </>
      )}
    </Table>
  );
}
