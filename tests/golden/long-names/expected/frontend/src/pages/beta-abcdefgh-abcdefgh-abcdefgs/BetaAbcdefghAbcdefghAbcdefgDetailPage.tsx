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
import { alphaAbcdefghAbcdefghAbcdefModel } from "../../models/alpha_abcdefgh_abcdefgh_abcdef";
import {
  BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF,
  betaAbcdefghAbcdefghAbcdefgModel,
  useBetaAbcdefghAbcdefghAbcdefg,
} from "../../models/beta_abcdefgh_abcdefgh_abcdefg";

export default function BetaAbcdefghAbcdefghAbcdefgDetailPage({ id }: { id: string }) {
  const query = useBetaAbcdefghAbcdefghAbcdefg(id);
  return (
    <DetailPage of={betaAbcdefghAbcdefghAbcdefgModel} query={query}>
      {(betaAbcdefghAbcdefghAbcdefg) => (
        <Columns>
          <Main>
            <FilePreview
              of={betaAbcdefghAbcdefghAbcdefgModel}
              item={betaAbcdefghAbcdefghAbcdefg}
              field="file_abcdefgh_abcdefgh_abcdefg"
              label="File abcdefgh abcdefgh abcdefg"
            />
            <Section title="Notes abcdefgh abcdefgh abcdef">
              <Text>{betaAbcdefghAbcdefghAbcdefg.notes_abcdefgh_abcdefgh_abcdef}</Text>
            </Section>
          </Main>
          <DetailList>
            <Detail label="Title abcdefgh abcdefgh abcdef">
              {betaAbcdefghAbcdefghAbcdefg.title_abcdefgh_abcdefgh_abcdef}
            </Detail>
            <Detail label="State abcdefgh abcdefgh abcdef">
              <Badge
                value={betaAbcdefghAbcdefghAbcdefg.state_abcdefgh_abcdefgh_abcdef}
                options={BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF}
              />
            </Detail>
            <Detail label="Count abcdefgh abcdefgh abcdef">
              <NumberValue value={betaAbcdefghAbcdefghAbcdefg.count_abcdefgh_abcdefgh_abcdef} />
            </Detail>
            <Detail label="Ratio abcdefgh abcdefgh abcdef">
              <NumberValue value={betaAbcdefghAbcdefghAbcdefg.ratio_abcdefgh_abcdefgh_abcdef} />
            </Detail>
            <Detail label="Flag abcdefgh abcdefgh abcdefg">
              <YesNo value={betaAbcdefghAbcdefghAbcdefg.flag_abcdefgh_abcdefgh_abcdefg} />
            </Detail>
            <Detail label="Date abcdefgh abcdefgh abcdefg">
              <CalendarDate date={betaAbcdefghAbcdefghAbcdefg.date_abcdefgh_abcdefgh_abcdefg} />
            </Detail>
            <Detail label="Moment abcdefgh abcdefgh abcde">
              <Moment at={betaAbcdefghAbcdefghAbcdefg.moment_abcdefgh_abcdefgh_abcde} />
            </Detail>
            <Detail label="Mail abcdefgh abcdefgh abcdefg">
              <EmailLink address={betaAbcdefghAbcdefghAbcdefg.mail_abcdefgh_abcdefgh_abcdefg} />
            </Detail>
            <Detail label="Link abcdefgh abcdefgh abcdefg">
              <WebLink address={betaAbcdefghAbcdefghAbcdefg.link_abcdefgh_abcdefgh_abcdefg} />
            </Detail>
            <Detail label="Data abcdefgh abcdefgh abcdefg">
              <Json value={betaAbcdefghAbcdefghAbcdefg.data_abcdefgh_abcdefgh_abcdefg} />
            </Detail>
            <Detail label="Tags abcdefgh abcdefgh abcdefg">
              <Entries of={betaAbcdefghAbcdefghAbcdefg.tags_abcdefgh_abcdefgh_abcdefg}>
                {(entry) => entry}
              </Entries>
            </Detail>
            <Detail label="Parent abcdefgh abcdefgh abcde">
              <RefLink
                of={alphaAbcdefghAbcdefghAbcdefModel}
                id={betaAbcdefghAbcdefghAbcdefg.parent_abcdefgh_abcdefgh_abcde}
              />
            </Detail>
            <Detail label="Added">
              <Moment at={betaAbcdefghAbcdefghAbcdefg.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={betaAbcdefghAbcdefghAbcdefg.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
