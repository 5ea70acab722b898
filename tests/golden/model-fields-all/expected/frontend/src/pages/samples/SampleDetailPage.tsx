import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import {
  Badge,
  CalendarDate,
  EmailLink,
  Entries,
  Json,
  Moment,
  NumberValue,
  Text,
  WebLink,
  YesNo,
} from "../../components/values";
import { makerModel } from "../../models/maker";
import {
  SAMPLE_LEVEL,
  SAMPLE_MOOD,
  SAMPLE_STATE,
  sampleModel,
  useSample,
} from "../../models/sample";

export default function SampleDetailPage({ id }: { id: string }) {
  const query = useSample(id);
  return (
    <DetailPage of={sampleModel} query={query}>
      {(sample) => (
        <Columns>
          <Main>
            <FilePreview of={sampleModel} item={sample} field="picture" label="Picture" />
            <FilePreview of={sampleModel} item={sample} field="scan" label="Scan" />
            <Section title="Notes">
              <Text>{sample.notes}</Text>
            </Section>
            <Section title="Notes long">
              <Text>{sample.notes_long}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Plain">{sample.plain}</Detail>
            <Detail label="Plain optional">{sample.plain_optional}</Detail>
            <Detail label="Bounded">{sample.bounded}</Detail>
            <Detail label="Coded">{sample.coded}</Detail>
            <Detail label="Titled">{sample.titled}</Detail>
            <Detail label="Email key">
              <EmailLink address={sample.email_key} />
            </Detail>
            <Detail label="Count">
              <NumberValue value={sample.count} />
            </Detail>
            <Detail label="Count bounded">
              <NumberValue value={sample.count_bounded} />
            </Detail>
            <Detail label="Count unique">
              <NumberValue value={sample.count_unique} />
            </Detail>
            <Detail label="Ratio">
              <NumberValue value={sample.ratio} />
            </Detail>
            <Detail label="Ratio bounded">
              <NumberValue value={sample.ratio_bounded} />
            </Detail>
            <Detail label="Active">
              <YesNo value={sample.active} />
            </Detail>
            <Detail label="Visible">
              <YesNo value={sample.visible} />
            </Detail>
            <Detail label="Born">
              <CalendarDate date={sample.born} />
            </Detail>
            <Detail label="Joined">
              <CalendarDate date={sample.joined} />
            </Detail>
            <Detail label="Seen">
              <Moment at={sample.seen} />
            </Detail>
            <Detail label="Contact">
              <EmailLink address={sample.contact} />
            </Detail>
            <Detail label="Homepage">
              <WebLink address={sample.homepage} />
            </Detail>
            <Detail label="Feed">
              <WebLink address={sample.feed} />
            </Detail>
            <Detail label="Payload">
              <Json value={sample.payload} />
            </Detail>
            <Detail label="Extra">
              <Json value={sample.extra} />
            </Detail>
            <Detail label="State">
              <Badge value={sample.state} options={SAMPLE_STATE} />
            </Detail>
            <Detail label="Mood">
              <Badge value={sample.mood} options={SAMPLE_MOOD} />
            </Detail>
            <Detail label="Level">
              <Badge value={sample.level} options={SAMPLE_LEVEL} />
            </Detail>
            <Detail label="Tags">
              <Entries of={sample.tags}>{(entry) => entry}</Entries>
            </Detail>
            <Detail label="Texts">
              <Entries of={sample.texts}>{(entry) => entry}</Entries>
            </Detail>
            <Detail label="Amounts">
              <Entries of={sample.amounts}>{(entry) => <NumberValue value={entry} />}</Entries>
            </Detail>
            <Detail label="Shares">
              <Entries of={sample.shares}>{(entry) => <NumberValue value={entry} />}</Entries>
            </Detail>
            <Detail label="Flags">
              <Entries of={sample.flags}>{(entry) => <YesNo value={entry} />}</Entries>
            </Detail>
            <Detail label="Days">
              <Entries of={sample.days}>{(entry) => <CalendarDate date={entry} />}</Entries>
            </Detail>
            <Detail label="Times">
              <Entries of={sample.times}>{(entry) => <Moment at={entry} />}</Entries>
            </Detail>
            <Detail label="Emails">
              <Entries of={sample.emails}>{(entry) => <EmailLink address={entry} />}</Entries>
            </Detail>
            <Detail label="Links">
              <Entries of={sample.links}>{(entry) => <WebLink address={entry} />}</Entries>
            </Detail>
            <Detail label="Maker">
              <RefLink of={makerModel} id={sample.maker} />
            </Detail>
            <Detail label="Second maker">
              <RefLink of={makerModel} id={sample.second_maker} />
            </Detail>
            <Detail label="Added">
              <Moment at={sample.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={sample.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
