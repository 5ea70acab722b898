import { NewLink } from "../components/ListPage";
import { PageHeader } from "../components/PageHeader";
import { RelatedList } from "../components/RelatedList";
import { DESCRIPTION, TITLE } from "../generated/app";
import { authorModel } from "../models/author";
import { bookModel } from "../models/book";
import { AuthorTable } from "./authors/AuthorTable";
import { BookCards } from "./books/BookCards";

export default function HomePage() {
  return (
    <>
      <PageHeader title={TITLE} lead={DESCRIPTION}>
        <NewLink of={bookModel} />
      </PageHeader>
      <RelatedList
        title="Latest books"
        of={bookModel}
        query={{ limit: 6, include: ["author"] }}
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
    </>
  );
}
