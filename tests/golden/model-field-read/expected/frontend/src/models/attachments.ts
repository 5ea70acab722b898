import { useEffect, useRef, useState } from "react";
import { BUCKETS } from "../generated/buckets";
import { uploadFile } from "../uploads/upload";
import type { Drafts } from "./fields";
import type { Field, Item, Resource, Values } from "./types";

export interface Sending {
  name: string;
  size: number;
  sent: number;
}

export interface Attachments {
  /** The file that is on its way. */
  sending: Sending | undefined;
  /** Uploads the files that an item cannot be created without. */
  sendRequired: (drafts: Drafts) => Promise<Values>;
  /** Uploads the other files, each marked with the item that it belongs to. */
  send: (drafts: Drafts, item: Item) => Promise<Values>;
  cancel: () => void;
}

/** Uploads the files that were chosen in a form; what `send` answers are the fields to set. */
export function useAttachments({ model }: Resource): Attachments {
  const [sending, setSending] = useState<Sending>();
  const controller = useRef<AbortController>(undefined);
  // The ids of what has been uploaded: saving again after a failure must not upload it twice.
  const stored = useRef(new Map<File, string>());
  useEffect(() => () => controller.current?.abort(), []);

  async function upload({ name, bucket }: Field, file: File, item?: Item): Promise<string> {
    const known = stored.current.get(file);
    const calls = BUCKETS[bucket ?? ""];
    if (known !== undefined || calls === undefined) {
      return known ?? "";
    }
    controller.current = new AbortController();
    try {
      const { id } = await uploadFile(calls, file, {
        target: item && { model: model.name, id: item.id, field: name },
        signal: controller.current.signal,
        onProgress: (sent) => setSending({ name: file.name, size: file.size, sent }),
      });
      stored.current.set(file, id);
      return id;
    } finally {
      setSending(undefined);
    }
  }

  async function sendAll(fields: readonly Field[], drafts: Drafts, item?: Item): Promise<Values> {
    const values: Values = {};
    for (const field of fields) {
      const draft = drafts[field.name];
      if (draft instanceof File) {
        values[field.name] = await upload(field, draft, item);
      }
    }
    return values;
  }

  return {
    sending,
    sendRequired: (drafts) =>
      sendAll(
        model.fields.filter(({ required }) => required),
        drafts,
      ),
    send: async (drafts, item) => {
      const values = await sendAll(model.fields, drafts, item);
      return Object.fromEntries(Object.entries(values).filter(([name, id]) => item[name] !== id));
    },
    cancel: () => controller.current?.abort(),
  };
}
