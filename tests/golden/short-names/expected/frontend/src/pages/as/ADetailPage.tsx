import { Columns, Detail, DetailList, DetailPage, Main } from "../../components/DetailPage";
import { FilePreview } from "../../components/FilePreview";
import { RefLink } from "../../components/RefLink";
import { Badge, Moment, NumberValue, YesNo } from "../../components/values";
import { A_E, aModel, useA } from "../../models/a";
import { bModel } from "../../models/b";

export default function ADetailPage({ id }: { id: string }) {
  const query = useA(id);
  return (
    <DetailPage of={aModel} query={query}>
      {(a) => (
        <Columns>
          <Main>
            <FilePreview of={aModel} item={a} field="f" label="F" />
          </Main>
          <DetailList>
            <Detail label="X">{a.x}</Detail>
            <Detail label="Y">{a.y}</Detail>
            <Detail label="On">
              <YesNo value={a.on} />
            </Detail>
            <Detail label="No">
              <NumberValue value={a.no} />
            </Detail>
            <Detail label="C">
              <RefLink of={bModel} id={a.c} />
            </Detail>
            <Detail label="E">
              <Badge value={a.e} options={A_E} />
            </Detail>
            <Detail label="Added">
              <Moment at={a.created_at} />
            </Detail>
            <Detail label="Changed">
              <Moment at={a.updated_at} />
            </Detail>
          </DetailList>
        </Columns>
      )}
    </DetailPage>
  );
}
