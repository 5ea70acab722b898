import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import {
  type AlphaAbcdefghAbcdefghAbcdef,
  alphaAbcdefghAbcdefghAbcdefModel,
  useAlphaAbcdefghAbcdefghAbcdef,
  useAlphaAbcdefghAbcdefghAbcdefForm,
} from "../../models/alpha_abcdefgh_abcdefgh_abcdef";

/** Creates an item or, where the address names one, changes it. */
export default function AlphaAbcdefghAbcdefghAbcdefFormPage({ id }: { id: string }) {
  const query = useAlphaAbcdefghAbcdefghAbcdef(id);
  return <LoadedForm id={id} query={query} form={AlphaAbcdefghAbcdefghAbcdefForm} />;
}

function AlphaAbcdefghAbcdefghAbcdefForm({ item }: { item?: AlphaAbcdefghAbcdefghAbcdef }) {
  const form = useAlphaAbcdefghAbcdefghAbcdefForm(item);
  return (
    <FormPage of={alphaAbcdefghAbcdefghAbcdefModel} item={item} form={form}>
      <TextField
        form={form}
        name="name_abcdefgh_abcdefgh_abcdefg"
        label="Name abcdefgh abcdefgh abcdefg"
        max={60}
        required
      />
    </FormPage>
  );
}
