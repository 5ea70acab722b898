import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { ApiError } from "../api/errors";
import { session, useUser } from "../auth/session";
import { notify } from "../components/notify";
import { type Attachments, useAttachments } from "./attachments";
import { itemKey, listsKey } from "./cache";
import { check, focusFirst } from "./check";
import { keptDrafts } from "./drafts";
import { type Guard, useGuard } from "./guard";
import type { Model, Stored } from "./model";

const CONFLICT = 412;

/** A form of a model. Its fields are given the form, and the name of what they edit. */
export interface Form<Input = object> {
  isNew: boolean;
  /** What is in it was typed before a session ended. */
  isRestored: boolean;
  values: Partial<Input>;
  errors: Readonly<Record<string, string>>;
  /** What somebody else has saved in the meantime, where it differs. */
  theirs: Partial<Input> | undefined;
  attachments: Attachments;
  isBusy: boolean;
  failure: unknown;
  guard: Guard;
  /** Where Cancel leads to. */
  home: string;
  set(name: keyof Input & string, value: unknown): void;
  submit(event: FormEvent<HTMLFormElement>): void;
  cancel(): void;
}

/** Creates an item or, when it is given one, changes it: only what was edited is sent. */
export function useForm<Item extends Stored, Input extends object, Patch extends object, Query>(
  model: Model<Item, Input, Patch, Query>,
  item?: Item,
  defaults: Partial<Input> = {},
): Form<Input> {
  const client = useQueryClient();
  const [path, navigate] = useLocation();
  const drafts = keptDrafts(useUser()?.id);
  const draft = drafts.get(path);
  const [isRestored] = useState(draft !== undefined);
  const [base, setBase] = useState((draft?.base as Item | undefined) ?? item);
  const [edits, setEdits] = useState<Partial<Input>>(draft?.edits ?? {});
  const [theirs, setTheirs] = useState<Partial<Input>>();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const isOpen = useRef(true);
  const element = useRef<HTMLFormElement>(null);
  const attachments = useAttachments(model.name, touch);
  const dirty = useRef(isRestored);
  const guard = useGuard(dirty);
  const home = base === undefined ? model.path : `${model.path}/${base.id}`;

  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
      // Whoever leaves the form has finished with it, unless it is their session that has ended.
      if (session.get().status === "signed-in") {
        drafts.delete(path);
      }
    };
  }, [drafts, path]);

  useEffect(() => {
    if (failure instanceof ApiError && element.current !== null) {
      focusFirst(element.current, Object.keys(failure.fields));
    }
  }, [failure]);

  function touch(name: string) {
    dirty.current = true;
    setErrors(({ [name]: _settled, ...others }) => others);
  }

  function set(name: keyof Input & string, value: unknown) {
    touch(name);
    const changed = { ...edits, [name]: value };
    drafts.set(path, { base, edits: changed });
    setEdits(changed);
  }

  function close(to: string) {
    dirty.current = false;
    navigate(to);
  }

  async function create(): Promise<Item> {
    const given = Object.entries({ ...defaults, ...edits }).filter(([, value]) => value != null);
    const files = await attachments.sendRequired();
    const created = await model.create({ ...Object.fromEntries(given), ...files } as Input);
    // Should another file fail, saving again must change this item and not create a second one.
    setBase(created);
    setEdits({});
    return attachFiles(created);
  }

  async function attachFiles(saved: Item): Promise<Item> {
    const files = await attachments.send(saved);
    return Object.keys(files).length === 0
      ? saved
      : model.update(saved.id, files as Patch, saved.version);
  }

  async function change(before: Item): Promise<Item> {
    const patch = changesOf(before, edits);
    Object.assign(patch, await attachments.send(before));
    if (Object.keys(patch).length === 0) {
      return before;
    }
    return model.update(before.id, patch as Patch, before.version);
  }

  async function save() {
    setBusy(true);
    setFailure(undefined);
    try {
      const saved = await (base === undefined ? create() : change(base));
      client.setQueryData(itemKey(saved.id), saved);
      void client.invalidateQueries({ queryKey: listsKey(model) });
      if (isOpen.current) {
        notify(`${model.singular} saved.`);
        close(`${model.path}/${saved.id}`);
      }
    } catch (error) {
      await explain(error);
    }
    setBusy(false);
  }

  async function explain(error: unknown) {
    if (error instanceof ApiError) {
      setErrors(error.fields);
      if (error.status === CONFLICT && base !== undefined) {
        const latest = await model.get(base.id).catch(() => base);
        setTheirs(changesOf(base, latest) as Partial<Input>);
        setBase(latest);
      }
    }
    setFailure(error);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    element.current = event.currentTarget;
    const refused = check(event.currentTarget);
    setErrors(refused);
    if (Object.keys(refused).length === 0) {
      void save();
    }
  }

  function cancel() {
    attachments.cancel();
    close(home);
  }

  return {
    isNew: item === undefined,
    isRestored,
    values: { ...defaultsOf(base, defaults), ...edits },
    errors,
    theirs,
    attachments,
    isBusy,
    failure,
    guard,
    home,
    set,
    submit,
    cancel,
  };
}

/** What a form begins with: the item or, for a new one, the defaults. */
function defaultsOf<Input>(item: Stored | undefined, defaults: Partial<Input>): Partial<Input> {
  return item === undefined ? defaults : (item as object);
}

/** A merge patch: what differs from `before`, null for what was emptied. */
function changesOf(before: object, after: object): Record<string, unknown> {
  const known = before as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name]))
      .map(([name, value]) => [name, value ?? null]),
  );
}
