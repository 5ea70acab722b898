import { Detail, DetailList, DetailPage } from "../../components/DetailPage";
import { Moment } from "../../components/values";
import { toolModel, useTool } from "../../models/tool";

export default function ToolDetailPage({ id }: { id: string }) {
  const query = useTool(id);
  return (
    <DetailPage of={toolModel} query={query}>
      {(tool) => (
        <DetailList>
          <Detail label="Name">{tool.name}</Detail>
          <Detail label="Added">
            <Moment at={tool.created_at} />
          </Detail>
          <Detail label="Changed">
            <Moment at={tool.updated_at} />
          </Detail>
        </DetailList>
      )}
    </DetailPage>
  );
}
