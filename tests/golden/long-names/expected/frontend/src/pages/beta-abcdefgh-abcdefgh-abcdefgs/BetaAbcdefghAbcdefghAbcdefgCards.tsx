import { Card, Cards } from "../../components/Cards";
import { Thumbnail } from "../../components/Thumbnail";
import { Badge } from "../../components/values";
import {
  BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF,
  type BetaAbcdefghAbcdefghAbcdefg,
  betaAbcdefghAbcdefghAbcdefgModel,
} from "../../models/beta_abcdefgh_abcdefgh_abcdefg";

interface Props {
  items: readonly BetaAbcdefghAbcdefghAbcdefg[];
}

/** Beta abcdefgh abcdefgh abcdefgs as cards. Their thumbnails come with a list that includes `file_abcdefgh_abcdefgh_abcdefg`. */
export function BetaAbcdefghAbcdefghAbcdefgCards({ items }: Props) {
  return (
    <Cards items={items}>
      {(betaAbcdefghAbcdefghAbcdefg) => (
        <Card
          title={betaAbcdefghAbcdefghAbcdefgModel.label(betaAbcdefghAbcdefghAbcdefg)}
          href={`/beta-abcdefgh-abcdefgh-abcdefgs/${betaAbcdefghAbcdefghAbcdefg.id}`}
          image={<Thumbnail file={betaAbcdefghAbcdefghAbcdefg.file_abcdefgh_abcdefgh_abcdefg} />}
        >
          <Badge
            value={betaAbcdefghAbcdefghAbcdefg.state_abcdefgh_abcdefgh_abcdef}
            options={BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF}
          />
        </Card>
      )}
    </Cards>
  );
}
