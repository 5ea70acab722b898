import { FormPage, LoadedForm } from "../../components/FormPage";
import { LongTextField } from "../../components/fields";
import { type Comment, commentModel, useComment, useCommentForm } from "../../models/comment";

/** Creates an item or, where the address names one, changes it. */
export default function CommentFormPage({ id }: { id: string }) {
  const query = useComment(id);
  return <LoadedForm id={id} query={query} form={CommentForm} />;
}

function CommentForm({ item }: { item?: Comment }) {
  const form = useCommentForm(item);
  return (
    <FormPage of={commentModel} item={item} form={form}>
      <LongTextField form={form} name="body" label="Body" max={10000} required />
    </FormPage>
  );
}
