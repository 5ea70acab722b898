import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { letterModel, useLetterList } from "../../models/letter";
import { LetterTable } from "./LetterTable";

export default function LetterListPage() {
  const letters = useLetterList();
  return (
    <ListPage
      title="Letters"
      list={letters}
      actions={<NewLink of={letterModel} />}
      filters={<SortFilter list={letters} />}
      empty={
        <Empty title="No letters yet">
          <NewLink of={letterModel} />
        </Empty>
      }
    >
      <LetterTable items={letters.items} picking={letters} />
    </ListPage>
  );
}
