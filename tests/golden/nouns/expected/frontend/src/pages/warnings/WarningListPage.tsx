import { Empty } from "../../components/Empty";
import { EnumFilter, MineFilter, SortFilter } from "../../components/Filters";
import { ListPage, NewLink } from "../../components/ListPage";
import {
  useWarningList,
  WARNING_OWNER_STATUS,
  WARNING_STATUS,
  warningModel,
} from "../../models/warning";
import { WarningTable } from "./WarningTable";

export default function WarningListPage() {
  const warnings = useWarningList();
  return (
    <ListPage
      title="Warnings"
      list={warnings}
      actions={<NewLink of={warningModel} />}
      filters={
        <>
          <EnumFilter
            list={warnings}
            name="owner_status"
            label="Owner status"
            options={WARNING_OWNER_STATUS}
          />
          <EnumFilter list={warnings} name="status" label="Status" options={WARNING_STATUS} />
          <MineFilter list={warnings} />
          <SortFilter list={warnings} />
        </>
      }
      empty={
        <Empty title="No warnings yet">
          <NewLink of={warningModel} />
        </Empty>
      }
    >
      <WarningTable items={warnings.items} picking={warnings} />
    </ListPage>
  );
}
