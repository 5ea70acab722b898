import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { ApiError, messageOf } from "../api/errors";
import { may } from "../auth/access";
import { session, type User, useUser } from "../auth/session";
import { Alert } from "../components/Alert";
import { notify } from "../components/notify";
import { AttachmentProgress } from "./AttachmentProgress";
import { useAttachments } from "./attachments";
import { Conflict } from "./Conflict";
import { keptDrafts } from "./drafts";
import { FieldInput } from "./FieldInput";
import { type Draft, type Drafts, parseAll, toDrafts, toPatch } from "./fields";
import { useCreateItem, useUpdateItem } from "./queries";
import type { Item, Model, Resource, Values } from "./types";

const CONFLICT = 412;

interface Props {
  resource: Resource;
  item?: Item;
}

/** Creates an item or, when it is given one, changes it. */
export function ItemForm({ resource, item }: Props) {
  const user = useUser();
  const model = formOf(resource.model, user, item);
  const [path, navigate] = useLocation();
  const kept = keptDrafts(user?.id);
  const [base, setBase] = useState(kept.get(path)?.base ?? item);
  const [drafts, setDrafts] = useState<Drafts>(
    () => kept.get(path)?.drafts ?? toDrafts(model, item),
  );
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refusals, setRefusals] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const create = useCreateItem(resource);
  const update = useUpdateItem(resource);
  const attachments = useAttachments(resource);

  useEffect(() => {
    if (refusals > 0) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }
  }, [refusals]);

  useEffect(() => void kept.set(path, { base, drafts }), [kept, path, base, drafts]);
  useEffect(() => {
    return () => {
      // Whoever leaves the form has finished with it, unless it is their session that has left them.
      if (session.get().status === "signed-in") {
        kept.delete(path);
      }
    };
  }, [kept, path]);

  function change(name: string, draft: Draft) {
    setDrafts((before) => ({ ...before, [name]: draft }));
    setErrors(({ [name]: _settled, ...others }) => others);
  }

  function refuse(refused: Readonly<Record<string, string>>) {
    setErrors(refused);
    setRefusals((count) => count + 1);
  }

  function load(latest: Item) {
    setBase(latest);
    setDrafts(toDrafts(model, latest));
    setFailure(undefined);
  }

  async function write(values: Values, overwrite: boolean): Promise<Item> {
    if (base === undefined) {
      return create.mutateAsync({ ...values, ...(await attachments.sendRequired(drafts)) });
    }
    const patch = toPatch(model, toDrafts(model, base), drafts, values);
    if (Object.keys(patch).length === 0) {
      return base;
    }
    const { id, version } = base;
    return update.mutateAsync(overwrite ? { id, patch } : { id, patch, version });
  }

  async function save(overwrite: boolean) {
    const parsed = parseAll(model, drafts);
    setFailure(undefined);
    refuse(parsed.errors);
    if (Object.keys(parsed.errors).length > 0) {
      return;
    }
    setBusy(true);
    try {
      const saved = await write(parsed.values, overwrite);
      // Should an attachment fail, saving again must change this item and not create another.
      setBase(saved);
      const patch = await attachments.send(drafts, saved);
      if (Object.keys(patch).length > 0) {
        await update.mutateAsync({ id: saved.id, patch });
      }
      notify(`${model.label} saved.`);
      navigate(`${model.path}/${saved.id}`);
    } catch (error) {
      refuse(error instanceof ApiError ? error.fields : {});
      setFailure(error);
    }
    setBusy(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void save(false);
  }

  const conflict = failure instanceof ApiError && failure.status === CONFLICT && base !== undefined;
  return (
    <form ref={form} className="form card" noValidate aria-busy={busy} onSubmit={submit}>
      {conflict && (
        <Conflict
          resource={resource}
          id={base.id}
          onLoad={load}
          onOverwrite={() => void save(true)}
        />
      )}
      {failure !== undefined && !conflict && <Alert>{messageOf(failure)}</Alert>}
      {model.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          draft={drafts[field.name] ?? ""}
          error={errors[field.name]}
          onChange={(draft) => change(field.name, draft)}
        />
      ))}
      <AttachmentProgress attachments={attachments} />
      <div className="actions">
        <button type="submit" className="button button-primary" disabled={busy}>
          {busy ? "Saving…" : "Save"}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            attachments.cancel();
            navigate(base === undefined ? model.path : `${model.path}/${base.id}`);
          }}
        >
          Cancel
        </button>
      </div>
    </form>
  );
}

/** A model with the fields that somebody may set. */
function formOf(model: Model, user: User | null, item?: Item): Model {
  const rule = item === undefined ? model.access.create : model.access.update;
  // The server does not know who calls an operation that is public.
  const caller = rule.includes("public") ? null : user;
  const owner = item === undefined ? user?.id : item.owner;
  const fields = model.fields.filter(
    ({ write }) => write === undefined || may(write, caller, owner),
  );
  return { ...model, fields };
}
