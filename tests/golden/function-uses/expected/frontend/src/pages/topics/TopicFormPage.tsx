import { FormPage, LoadedForm } from "../../components/FormPage";
import { TextField } from "../../components/fields";
import { type Topic, topicModel, useTopic, useTopicForm } from "../../models/topic";

/** Creates an item or, where the address names one, changes it. */
export default function TopicFormPage({ id }: { id: string }) {
  const query = useTopic(id);
  return <LoadedForm id={id} query={query} form={TopicForm} />;
}

function TopicForm({ item }: { item?: Topic }) {
  const form = useTopicForm(item);
  return (
    <FormPage of={topicModel} item={item} form={form}>
      <TextField form={form} name="name" label="Name" max={60} required />
    </FormPage>
  );
}
