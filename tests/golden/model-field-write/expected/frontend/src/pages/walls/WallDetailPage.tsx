import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { Moment, Text } from "../../components/values";
import { useWall, wallModel } from "../../models/wall";

export default function WallDetailPage({ id }: { id: string }) {
  const query = useWall(id);
  return (
    <DetailPage of={wallModel} query={query}>
      {(wall) => (
        <Columns>
          <Main>
            <Section title="Body">
              <Text>{wall.body}</Text>
            </Section>
            <Section title="Answer">
              <Text>{wall.answer}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Added">
              <Moment at={wall.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={wall.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
