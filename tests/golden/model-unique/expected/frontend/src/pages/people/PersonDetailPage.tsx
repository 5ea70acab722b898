import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { EmailLink, Moment, NumberValue } from "../../components/values";
import { personModel, usePerson } from "../../models/person";

export default function PersonDetailPage({ id }: { id: string }) {
  const query = usePerson(id);
  return (
    <DetailPage of={personModel} query={query}>
      {(person) => (
        <DetailList>
          <Detail label="Email">
            <EmailLink address={person.email} />
          </Detail>
          <Detail label="Badge">
            <NumberValue value={person.badge} />
          </Detail>
          <Detail label="Name">{person.name}</Detail>
          <Detail label="Added">
            <Moment at={person.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={person.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
