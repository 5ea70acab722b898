import {
  Columns,
  Detail,
  DetailList,
  DetailPage,
  Main,
  Section,
} from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { Badge, Entries, Json, Moment, NumberValue, Text, YesNo } from "../../components/values";
import {
  useWarning,
  WARNING_OWNER_STATUS,
  WARNING_STATUS,
  warningModel,
} from "../../models/warning";

export default function WarningDetailPage({ id }: { id: string }) {
  const query = useWarning(id);
  return (
    <DetailPage of={warningModel} query={query}>
      {(warning) => (
        <Columns>
          <Main>
            <FilePreview of={warningModel} item={warning} field="files" label="Files" />
            <Section title="Text">
              <Text>{warning.text}</Text>
            </Section>
            <Section title="Remark">
              <Text>{warning.remark}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Active">
              <YesNo value={warning.active} />
            </Detail>
            <Detail label="T">{warning.t}</Detail>
            <Detail label="List">
              <Entries of={warning.list}>{(entry) => entry}</Entries>
            </Detail>
            <Detail label="Object">
              <Json value={warning.object} />
            </Detail>
            <Detail label="Items">
              <Entries of={warning.items}>{(entry) => <NumberValue value={entry} />}</Entries>
            </Detail>
            <Detail label="Self">{warning.self}</Detail>
            <Detail label="Owner status">
              <Badge value={warning.owner_status} options={WARNING_OWNER_STATUS} />
            </Detail>
            <Detail label="Status">
              <Badge value={warning.status} options={WARNING_STATUS} />
            </Detail>
            <Detail label="Code">{warning.code}</Detail>
            <Detail label="Fixed">{warning.fixed}</Detail>
            <Detail label="Added">
              <Moment at={warning.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={warning.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
