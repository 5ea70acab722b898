import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Moment, Text } from "../../components/values";
import { secretModel, useSecret } from "../../models/secret";

export default function SecretDetailPage({ id }: { id: string }) {
  const query = useSecret(id);
  return (
    <DetailPage of={secretModel} query={query}>
      {(secret) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{secret.body}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Added">
              <Moment at={secret.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={secret.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
