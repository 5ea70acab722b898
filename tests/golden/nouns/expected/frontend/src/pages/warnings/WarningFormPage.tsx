import { bucket as filesBucket } from "../../api/buckets/files";
import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  CheckboxField,
  EnumField,
  FileField,
  JsonField,
  ListField,
  LongTextField,
  TextField,
} from "../../components/fields";
import {
  useWarning,
  useWarningForm,
  WARNING_OWNER_STATUS,
  WARNING_STATUS,
  type Warning,
  warningModel,
  warningPatterns,
} from "../../models/warning";

/** Creates an item or, where the address names one, changes it. */
export default function WarningFormPage({ id }: { id: string }) {
  const query = useWarning(id);
  return <LoadedForm id={id} query={query} form={WarningForm} />;
}

function WarningForm({ item }: { item?: Warning }) {
  const form = useWarningForm(item);
  return (
    <FormPage of={warningModel} item={item} form={form}>
      <LongTextField form={form} name="text" label="Text" max={10000} required />
      <CheckboxField form={form} name="active" label="Active" />
      <TextField form={form} name="t" label="T" max={255} required />
      <ListField
        form={form}
        name="list"
        label="List"
        max={100}
        entries={{ type: "string", max: 255 }}
        required
      />
      <JsonField form={form} name="object" label="Object" />
      <ListField form={form} name="items" label="Items" max={100} entries={{ type: "integer" }} />
      <TextField form={form} name="self" label="Self" max={255} />
      <FileField form={form} name="files" label="Files" bucket={filesBucket} />
      <EnumField
        form={form}
        name="owner_status"
        label="Owner status"
        options={WARNING_OWNER_STATUS}
        required
      />
      <EnumField form={form} name="status" label="Status" options={WARNING_STATUS} required />
      <TextField
        form={form}
        name="code"
        label="Code"
        max={255}
        pattern={warningPatterns.code}
        required
      />
      <LongTextField
        form={form}
        name="remark"
        label="Remark"
        max={300}
        pattern={warningPatterns.remark}
        required
      />
      <TextField
        form={form}
        name="fixed"
        label="Fixed"
        max={255}
        pattern={warningPatterns.fixed}
        required
      />
    </FormPage>
  );
}
