import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Badge, Moment } from "../../components/values";
import { CLIP_STATE, clipModel, useClip } from "../../models/clip";
import { seriesListModel } from "../../models/series_list";

export default function ClipDetailPage({ id }: { id: string }) {
  const query = useClip(id);
  return (
    <DetailPage of={clipModel} query={query}>
      {(clip) => (
        <Columns>
          <Main>
            <FilePreview of={clipModel} item={clip} field="file" label="File" />
          </Main>
          <DetailList>
            <Detail label="Heading">{clip.heading}</Detail>
            <Detail label="State">
              <Badge value={clip.state} options={CLIP_STATE} />
            </Detail>
            <Detail label="Series">
              <RefLink of={seriesListModel} id={clip.series} />
            </Detail>
            <Detail label="Added">
              <Moment at={clip.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={clip.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
