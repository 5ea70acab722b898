import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { RelatedList } from "../../components/RelatedList";
import { Moment } from "../../components/values";
import { authorModel, useAuthor } from "../../models/author";
import { bookModel } from "../../models/book";
import { BookCards } from "../books/BookCards";

export default function AuthorDetailPage({ id }: { id: string }) {
  const query = useAuthor(id);
  return (
    <DetailPage of={authorModel} query={query}>
      {(author) => (
        <Columns>
          <Main>
            <RelatedList
              title="Books"
              of={bookModel}
              query={{ author: author.id, limit: 6, include: ["author", "cover"] }}
              more={`/books?author=${author.id}`}
              empty="No books yet."
            >
              {(items) => <BookCards items={items} />}
            </RelatedList>
          </Main>
          <DetailList>
            <Detail label="Name">{author.name}</Detail>
            <Detail label="Added">
              <Moment at={author.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={author.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
