import { FormPage, LoadedForm } from "../../components/FormPage";
import { type Counter, counterModel, useCounter, useCounterForm } from "../../models/counter";

/** Creates an item or, where the address names one, changes it. */
export default function CounterFormPage({ id }: { id: string }) {
  const query = useCounter(id);
  return <LoadedForm id={id} query={query} form={CounterForm} />;
}

function CounterForm({ item }: { item?: Counter }) {
  const form = useCounterForm(item);
  return <FormPage of={counterModel} item={item} form={form} />;
}
