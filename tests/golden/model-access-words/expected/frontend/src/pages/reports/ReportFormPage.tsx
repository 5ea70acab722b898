import { FormPage, LoadedForm } from "../../components/FormPage";
import { EnumField, LongTextField } from "../../components/fields";
import {
  REPORT_KIND,
  type Report,
  reportModel,
  useReport,
  useReportForm,
} from "../../models/report";

/** Creates an item or, where the address names one, changes it. */
export default function ReportFormPage({ id }: { id: string }) {
  const query = useReport(id);
  return <LoadedForm id={id} query={query} form={ReportForm} />;
}

function ReportForm({ item }: { item?: Report }) {
  const form = useReportForm(item);
  return (
    <FormPage of={reportModel} item={item} form={form}>
      <LongTextField form={form} name="body" label="Body" max={10000} required />
      <EnumField form={form} name="kind" label="Kind" options={REPORT_KIND} required />
    </FormPage>
  );
}
