import { Empty } from "../../components/Empty";
import { MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import { secretModel, useSecretList } from "../../models/secret";
import { SecretTable } from "./SecretTable";

export default function SecretListPage() {
  const secrets = useSecretList();
  return (
    <ListPage
      title="Secrets"
      list={secrets}
      actions={<NewLink of={secretModel} />}
      filters={
        <>
          <MineFilter list={secrets} />
          <SortFilter list={secrets} />
        </>
      }
      empty={
        <Empty title="No secrets yet">
          <NewLink of={secretModel} />
        </Empty>
      }
    >
      <SecretTable items={secrets.items} picking={secrets} />
    </ListPage>
  );
}
