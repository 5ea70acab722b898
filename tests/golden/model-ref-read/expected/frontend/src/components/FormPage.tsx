import type { ComponentType, ReactNode } from "react";
import { ApiError, messageOf } from "../api/errors";
import type { Form } from "../data/form";
import type { Loadable } from "../data/item";
import type { Model, Stored } from "../data/model";
import { Alert } from "./Alert";
import { ConfirmDialog } from "./ConfirmDialog";
import { Loaded } from "./Loaded";
import { PageHeader } from "./PageHeader";
import { SendingProgress } from "./SendingProgress";

const CONFLICT = 412;

interface Props<Item extends Stored, Input, Query> {
  of: Model<Item, object, object, Query>;
  /** What the form changes; without it, it creates an item. */
  item: Item | undefined;
  form: Form<Input>;
  children?: ReactNode;
}

/** A page with a form: its fields are the children; it sees to saving, refusals, conflicts and leaving. */
export function FormPage<Item extends Stored, Input, Query>(props: Props<Item, Input, Query>) {
  const { of, item, form, children } = props;
  const { guard, failure, isBusy } = form;
  const label = item && of.label(item);
  return (
    <>
      <PageHeader
        title={label === undefined ? `New ${of.singular.toLowerCase()}` : `Edit ${label}`}
        up={{ label: label ?? of.plural, href: form.home }}
      />
      <form className="form" noValidate aria-busy={isBusy} onSubmit={form.submit}>
        {form.isRestored && <Alert kind="note">What you had typed is still here.</Alert>}
        {failure !== undefined && <Alert>{wordsFor(failure)}</Alert>}
        {children && <div className="card form-fields">{children}</div>}
        <SendingProgress attachments={form.attachments} />
        <div className="form-actions">
          <button type="submit" className="button button-primary" disabled={isBusy}>
            {isBusy ? "Saving…" : "Save"}
          </button>
          <button type="button" className="button" onClick={form.cancel}>
            Cancel
          </button>
        </div>
      </form>
      {guard.isAsking && (
        <ConfirmDialog
          title="Leave without saving?"
          action="Leave"
          onConfirm={guard.leave}
          onClose={guard.stay}
        >
          What you typed here is not saved yet.
        </ConfirmDialog>
      )}
    </>
  );
}

function wordsFor(failure: unknown): string {
  return failure instanceof ApiError && failure.status === CONFLICT
    ? "Someone else saved this while you were editing it. Their changes are shown at the fields; save again to keep yours."
    : messageOf(failure);
}

interface LoadedFormProps<Item extends Stored> {
  id: string;
  query: Loadable<Item>;
  form: ComponentType<{ item?: Item }>;
}

/** The form of an item, once it is loaded or, without an id, the form of a new one. */
export function LoadedForm<Item extends Stored>(props: LoadedFormProps<Item>) {
  const { id, query, form: Form } = props;
  if (id === "") {
    return <Form />;
  }
  return <Loaded query={query}>{(item) => <Form key={item.id} item={item} />}</Loaded>;
}
