import { Empty } from "../../components/Empty";
import { SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { authorModel, authorSorts, useAuthorList } from "../../models/author";
import { AuthorTable } from "./AuthorTable";

export default function AuthorListPage() {
  const authors = useAuthorList();
  return (
    <ListPage
      title="Authors"
      list={authors}
      actions={<NewLink of={authorModel} />}
      filters={<SortFilter list={authors} options={authorSorts} />}
      empty={
        <Empty title="No authors yet">
          <NewLink of={authorModel} />
        </Empty>
      }
    >
      <AuthorTable items={authors.items} picking={authors} />
    </ListPage>
  );
}
