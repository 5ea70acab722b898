import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Moment, NumberValue, Text } from "../../components/values";
import { letterModel, useLetter } from "../../models/letter";

export default function LetterDetailPage({ id }: { id: string }) {
  const query = useLetter(id);
  return (
    <DetailPage of={letterModel} query={query}>
      {(letter) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{letter.body}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Rank">
              <NumberValue value={letter.rank} />
            </Detail>
            <Detail label="Code">{letter.code}</Detail>
            <Detail label="Added">
              <Moment at={letter.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={letter.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
