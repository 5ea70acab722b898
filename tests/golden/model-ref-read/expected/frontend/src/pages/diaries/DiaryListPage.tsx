import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { diaryModel, useDiaryList } from "../../models/diary";
import { DiaryTable } from "./DiaryTable";

export default function DiaryListPage() {
  const diaries = useDiaryList({ include: ["book"] });
  return (
    <ListPage
      title="Diaries"
      list={diaries}
      actions={<NewLink of={diaryModel} />}
      filters={
        <>
          <MineFilter list={diaries} />
          <SortFilter list={diaries} />
        </>
      }
      empty={
        <Empty title="No diaries yet">
          <NewLink of={diaryModel} />
        </Empty>
      }
    >
      <DiaryTable items={diaries.items} picking={diaries} />
    </ListPage>
  );
}
