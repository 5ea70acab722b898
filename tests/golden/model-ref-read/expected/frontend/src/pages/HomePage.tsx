import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { authorModel } from "../models/author";
import { bookModel } from "../models/book";
import { shelfModel } from "../models/shelf";
import { AuthorTable } from "./authors/AuthorTable";
import { BookCards } from "./books/BookCards";
import { ShelfTable } from "./shelves/ShelfTable";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={bookModel} />
      </PageHeader>
      <RelatedList
        title="Latest books"
        of={bookModel}
        query={{ limit: 6, include: ["author", "cover"] }}
        more="/books"
        empty="No books yet."
      >
        {(items) => <BookCards items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest authors"
        of={authorModel}
        query={{ limit: 6 }}
        more="/authors"
        empty="No authors yet."
      >
        {(items) => <AuthorTable items={items} />}
      </RelatedList>
      <RelatedList
        title="Latest shelves"
        of={shelfModel}
        query={{ limit: 6 }}
        more="/shelves"
        empty="No shelves yet."
      >
        {(items) => <ShelfTable items={items} />}
      </RelatedList>
    </>
  );
}
