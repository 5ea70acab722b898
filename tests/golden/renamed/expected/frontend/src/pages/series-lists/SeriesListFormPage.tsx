import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import {
  type SeriesList,
  seriesListModel,
  useSeriesList,
  useSeriesListForm,
} from "../../models/series_list";

/** Creates an item or, where the address names one, changes it. */
export default function SeriesListFormPage({ id }: { id: string }) {
  const query = useSeriesList(id);
  return <LoadedForm id={id} query={query} form={SeriesListForm} />;
}

function SeriesListForm({ item }: { item?: SeriesList }) {
  const form = useSeriesListForm(item);
  return (
    <FormPage of={seriesListModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
    </FormPage>
  );
}
