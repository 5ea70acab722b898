import { bucket as gammaAbcdefghAbcdefghAbcdefghBucket } from "../../api/buckets/gamma_abcdefgh_abcdefgh_abcdefgh";
import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  BooleanField,
  DateField,
  DateTimeField,
  EnumField,
  FileField,
  IntegerField,
  JsonField,
  ListField,
  LongTextField,
  NumberField,
  RefField,
  TextField,
} from "../../components/fields";
import { alphaAbcdefghAbcdefghAbcdefModel } from "../../models/alpha_abcdefgh_abcdefgh_abcdef";
import {
  BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF,
  type BetaAbcdefghAbcdefghAbcdefg,
  betaAbcdefghAbcdefghAbcdefgModel,
  betaAbcdefghAbcdefghAbcdefgPatterns,
  useBetaAbcdefghAbcdefghAbcdefg,
  useBetaAbcdefghAbcdefghAbcdefgForm,
} from "../../models/beta_abcdefgh_abcdefgh_abcdefg";

/** Creates an item or, where the address names one, changes it. */
export default function BetaAbcdefghAbcdefghAbcdefgFormPage({ id }: { id: string }) {
  const query = useBetaAbcdefghAbcdefghAbcdefg(id);
  return <LoadedForm id={id} query={query} form={BetaAbcdefghAbcdefghAbcdefgForm} />;
}

function BetaAbcdefghAbcdefghAbcdefgForm({ item }: { item?: BetaAbcdefghAbcdefghAbcdefg }) {
  const form = useBetaAbcdefghAbcdefghAbcdefgForm(item);
  return (
    <FormPage of={betaAbcdefghAbcdefghAbcdefgModel} item={item} form={form}>
      <TextField
        form={form}
        name="title_abcdefgh_abcdefgh_abcdef"
        label="Title abcdefgh abcdefgh abcdef"
        max={120}
        pattern={betaAbcdefghAbcdefghAbcdefgPatterns.title_abcdefgh_abcdefgh_abcdef}
        required
      />
      <LongTextField
        form={form}
        name="notes_abcdefgh_abcdefgh_abcdef"
        label="Notes abcdefgh abcdefgh abcdef"
        max={10000}
      />
      <EnumField
        form={form}
        name="state_abcdefgh_abcdefgh_abcdef"
        label="State abcdefgh abcdefgh abcdef"
        options={BETA_ABCDEFGH_ABCDEFGH_ABCDEFG_STATE_ABCDEFGH_ABCDEFGH_ABCDEF}
        required
      />
      <IntegerField
        form={form}
        name="count_abcdefgh_abcdefgh_abcdef"
        label="Count abcdefgh abcdefgh abcdef"
        min={-9007199254740991}
        max={9007199254740991}
      />
      <NumberField
        form={form}
        name="ratio_abcdefgh_abcdefgh_abcdef"
        label="Ratio abcdefgh abcdefgh abcdef"
      />
      <BooleanField
        form={form}
        name="flag_abcdefgh_abcdefgh_abcdefg"
        label="Flag abcdefgh abcdefgh abcdefg"
      />
      <DateField
        form={form}
        name="date_abcdefgh_abcdefgh_abcdefg"
        label="Date abcdefgh abcdefgh abcdefg"
      />
      <DateTimeField
        form={form}
        name="moment_abcdefgh_abcdefgh_abcde"
        label="Moment abcdefgh abcdefgh abcde"
      />
      <TextField
        form={form}
        name="mail_abcdefgh_abcdefgh_abcdefg"
        label="Mail abcdefgh abcdefgh abcdefg"
        type="email"
        min={3}
        max={254}
      />
      <TextField
        form={form}
        name="link_abcdefgh_abcdefgh_abcdefg"
        label="Link abcdefgh abcdefgh abcdefg"
        type="url"
        max={2048}
      />
      <JsonField
        form={form}
        name="data_abcdefgh_abcdefgh_abcdefg"
        label="Data abcdefgh abcdefgh abcdefg"
      />
      <ListField
        form={form}
        name="tags_abcdefgh_abcdefgh_abcdefg"
        label="Tags abcdefgh abcdefgh abcdefg"
        max={100}
        entries={{ type: "string", max: 255 }}
      />
      <RefField
        form={form}
        name="parent_abcdefgh_abcdefgh_abcde"
        label="Parent abcdefgh abcdefgh abcde"
        of={alphaAbcdefghAbcdefghAbcdefModel}
      />
      <FileField
        form={form}
        name="file_abcdefgh_abcdefgh_abcdefg"
        label="File abcdefgh abcdefgh abcdefg"
        bucket={gammaAbcdefghAbcdefghAbcdefghBucket}
      />
    </FormPage>
  );
}
