import { FormPage, LoadedForm } from "../../components/FormPage";
import { LongTextField } from "../../components/fields";
import { type Secret, secretModel, useSecret, useSecretForm } from "../../models/secret";

/** Creates an item or, where the address names one, changes it. */
export default function SecretFormPage({ id }: { id: string }) {
  const query = useSecret(id);
  return <LoadedForm id={id} query={query} form={SecretForm} />;
}

function SecretForm({ item }: { item?: Secret }) {
  const form = useSecretForm(item);
  return (
    <FormPage of={secretModel} item={item} form={form}>
      <LongTextField form={form} name="body" label="Body" max={10000} required />
    </FormPage>
  );
}
