import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Badge, Moment, Text } from "../../components/values";
import { TRAP_CHOICE, trapModel, useTrap } from "../../models/trap";

export default function TrapDetailPage({ id }: { id: string }) {
  const query = useTrap(id);
  return (
    <DetailPage of={trapModel} query={query}>
      {(trap) => (
        <Columns>
          <Main>
            <Section title="Story">
              <Text>{trap.story}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Choice">
              <Badge value={trap.choice} options={TRAP_CHOICE} />
            </Detail>
            <Detail label="Code">{trap.code}</Detail>
            <Detail label="Quoted">{trap.quoted}</Detail>
            <Detail label="Added">
              <Moment at={trap.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={trap.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
