import { bucket as picturesBucket } from "../../api/buckets/pictures";
import { FormPage, LoadedForm } from "../../components/FormPage";
import {
  CheckboxField,
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
import { makerModel } from "../../models/maker";
import {
  SAMPLE_LEVEL,
  SAMPLE_MOOD,
  SAMPLE_STATE,
  type Sample,
  sampleModel,
  samplePatterns,
  useSample,
  useSampleForm,
} from "../../models/sample";

/** Creates an item or, where the address names one, changes it. */
export default function SampleFormPage({ id }: { id: string }) {
  const query = useSample(id);
  return <LoadedForm id={id} query={query} form={SampleForm} />;
}

function SampleForm({ item }: { item?: Sample }) {
  const form = useSampleForm(item);
  return (
    <FormPage of={sampleModel} item={item} form={form}>
      <TextField form={form} name="plain" label="Plain" max={255} required />
      <TextField form={form} name="plain_optional" label="Plain optional" max={255} />
      <TextField form={form} name="bounded" label="Bounded" min={2} max={40} required />
      <TextField
        form={form}
        name="coded"
        label="Coded"
        max={255}
        pattern={samplePatterns.coded}
        required
      />
      <TextField form={form} name="titled" label="Titled" max={255} required />
      <TextField
        form={form}
        name="email_key"
        label="Email key"
        type="email"
        min={3}
        max={254}
        required
      />
      <LongTextField form={form} name="notes" label="Notes" max={10000} required />
      <LongTextField form={form} name="notes_long" label="Notes long" min={0} max={50000} />
      <IntegerField form={form} name="count" label="Count" required />
      <IntegerField
        form={form}
        name="count_bounded"
        label="Count bounded"
        min={-5}
        max={10}
        required
      />
      <IntegerField form={form} name="count_unique" label="Count unique" />
      <NumberField form={form} name="ratio" label="Ratio" required />
      <NumberField
        form={form}
        name="ratio_bounded"
        label="Ratio bounded"
        min={-0.5}
        max={1.5}
        required
      />
      <CheckboxField form={form} name="active" label="Active" />
      <CheckboxField form={form} name="visible" label="Visible" />
      <DateField form={form} name="born" label="Born" required />
      <DateField form={form} name="joined" label="Joined" required />
      <DateTimeField form={form} name="seen" label="Seen" />
      <TextField form={form} name="contact" label="Contact" type="email" min={3} max={254} />
      <TextField form={form} name="homepage" label="Homepage" type="url" max={2048} />
      <TextField form={form} name="feed" label="Feed" type="url" max={2048} required />
      <JsonField form={form} name="payload" label="Payload" required />
      <JsonField form={form} name="extra" label="Extra" />
      <EnumField form={form} name="state" label="State" options={SAMPLE_STATE} required />
      <EnumField form={form} name="mood" label="Mood" options={SAMPLE_MOOD} />
      <EnumField form={form} name="level" label="Level" options={SAMPLE_LEVEL} required />
      <ListField
        form={form}
        name="tags"
        label="Tags"
        min={1}
        max={10}
        entries={{ type: "string", max: 255 }}
        required
      />
      <ListField
        form={form}
        name="texts"
        label="Texts"
        max={100}
        entries={{ type: "text", max: 10000 }}
      />
      <ListField
        form={form}
        name="amounts"
        label="Amounts"
        max={100}
        entries={{ type: "integer" }}
      />
      <ListField form={form} name="shares" label="Shares" max={100} entries={{ type: "number" }} />
      <ListField form={form} name="flags" label="Flags" max={100} entries={{ type: "boolean" }} />
      <ListField form={form} name="days" label="Days" max={100} entries={{ type: "date" }} />
      <ListField form={form} name="times" label="Times" max={100} entries={{ type: "datetime" }} />
      <ListField
        form={form}
        name="emails"
        label="Emails"
        max={100}
        entries={{ type: "email", min: 3, max: 254 }}
      />
      <ListField
        form={form}
        name="links"
        label="Links"
        max={100}
        entries={{ type: "url", max: 2048 }}
      />
      <RefField form={form} name="maker" label="Maker" of={makerModel} required />
      <RefField form={form} name="second_maker" label="Second maker" of={makerModel} />
      <FileField form={form} name="picture" label="Picture" bucket={picturesBucket} required />
      <FileField form={form} name="scan" label="Scan" bucket={picturesBucket} />
    </FormPage>
  );
}
