import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { Badge } from "../../components/values";
import { WARNING_OWNER_STATUS, type Warning, warningModel } from "../../models/warning";

interface Props {
  items: readonly Warning[];
}

/** Warnings as cards. Their thumbnails come with a list that includes `files`. */
export function WarningCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(warning) => (
        <Card
          title={warningModel.label(warning)}
          href={`/warnings/${warning.id}`}
          image={<Thumbnail file={warning.files} />}
        >
          <Badge value={warning.owner_status} options={WARNING_OWNER_STATUS} />
        </Card>
      )}
    </Cards>
  );
}
