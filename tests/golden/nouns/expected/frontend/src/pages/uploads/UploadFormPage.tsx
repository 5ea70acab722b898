import { FormPage, LoadedForm } from "../../components/FormPage";
import { IntegerField, RefField } from "../../components/fields";
import { groupModel } from "../../models/group";
import { type Upload, uploadModel, useUpload, useUploadForm } from "../../models/upload";

/** Creates an item or, where the address names one, changes it. */
export default function UploadFormPage({ id }: { id: string }) {
  const query = useUpload(id);
  return <LoadedForm id={id} query={query} form={UploadForm} />;
}

function UploadForm({ item }: { item?: Upload }) {
  const form = useUploadForm(item);
  return (
    <FormPage of={uploadModel} item={item} form={form}>
      <IntegerField form={form} name="size" label="Size" required />
      <RefField form={form} name="group" label="Group" of={groupModel} required />
    </FormPage>
  );
}
