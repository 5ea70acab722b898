import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { RefLink } from "../../components/RefLink";
import { Badge, CalendarDate, EmailLink, Moment, NumberValue } from "../../components/values";
import { makerModel } from "../../models/maker";
import { PART_KIND, partModel, usePart } from "../../models/part";

export default function PartDetailPage({ id }: { id: string }) {
  const query = usePart(id);
  return (
    <DetailPage of={partModel} query={query}>
      {(part) => (
        <DetailList>
          <Detail label="Name">{part.name}</Detail>
          <Detail label="Kind">
            <Badge value={part.kind} options={PART_KIND} />
          </Detail>
          <Detail label="Size">
            <NumberValue value={part.size} />
          </Detail>
          <Detail label="Weight">
            <NumberValue value={part.weight} />
          </Detail>
          <Detail label="Made">
            <CalendarDate date={part.made} />
          </Detail>
          <Detail label="Checked">
            <Moment at={part.checked} />
          </Detail>
          <Detail label="Contact">
            <EmailLink address={part.contact} />
          </Detail>
          <Detail label="Maker">
            <RefLink of={makerModel} id={part.maker} />
          </Detail>
          <Detail label="Added">
            <Moment at={part.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={part.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
