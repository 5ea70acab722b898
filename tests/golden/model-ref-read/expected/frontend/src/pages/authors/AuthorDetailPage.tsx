import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { authorModel, useAuthor } from "../../models/author";

export default function AuthorDetailPage({ id }: { id: string }) {
  const query = useAuthor(id);
  return (
    <DetailPage of={authorModel} query={query}>
      {(author) => (
        <DetailList>
          <Detail label="Name">{author.name}</Detail>
          <Detail label="Phone">{author.phone}</Detail>
          <Detail label="Added">
            <Moment at={author.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={author.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
