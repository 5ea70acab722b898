import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Channel, channelModel, useChannel, useChannelForm } from "../../models/channel";

/** Creates an item or, where the address names one, changes it. */
export default function ChannelFormPage({ id }: { id: string }) {
  const query = useChannel(id);
  return <LoadedForm id={id} query={query} form={ChannelForm} />;
}

function ChannelForm({ item }: { item?: Channel }) {
  const form = useChannelForm(item);
  return (
    <FormPage of={channelModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={255} required />
      <TextField form={form} name="secret" label="Secret" max={255} />
    </FormPage>
  );
}
