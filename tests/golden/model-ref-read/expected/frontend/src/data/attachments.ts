import { useEffect, useRef, useState } from "react";
import type { Bucket } from "../uploads/types";
import { uploadFile } from "../uploads/upload";
import type { Stored } from "./model";

/** A file that was chosen and is uploaded when the form is saved. */
export interface Attachment {
  file: File;
  bucket: Bucket;
  /** The item cannot be created without it. */
  required: boolean;
}

export interface Sending {
  name: string;
  size: number;
  sent: number;
}

export interface Attachments {
  chosen: Readonly<Record<string, Attachment>>;
  choose(field: string, attachment: Attachment | undefined): void;
  /** The file that is on its way. */
  sending: Sending | undefined;
  /** Uploads the files that an item cannot be created without; answers the fields to set. */
  sendRequired(): Promise<object>;
  /** Uploads the other files, each marked with the item that it belongs to. */
  send(item: Stored): Promise<object>;
  cancel(): void;
}

/** The files of a form of a model; `onChoose` is told the field of each one that is chosen. */
export function useAttachments(model: string, onChoose: (field: string) => void): Attachments {
  const [chosen, setChosen] = useState<Readonly<Record<string, Attachment>>>({});
  const [sending, setSending] = useState<Sending>();
  const controller = useRef<AbortController>(undefined);
  // The ids of what has been uploaded: saving again after a failure must not upload it twice.
  const stored = useRef(new Map<File, string>());
  useEffect(() => () => controller.current?.abort(), []);

  function choose(field: string, attachment: Attachment | undefined) {
    const { [field]: _former, ...others } = chosen;
    setChosen(attachment === undefined ? others : { ...others, [field]: attachment });
    onChoose(field);
  }

  async function upload(field: string, { file, bucket }: Attachment, item?: Stored) {
    const known = stored.current.get(file);
    if (known !== undefined) {
      return known;
    }
    controller.current = new AbortController();
    try {
      const { id } = await uploadFile(bucket, file, {
        target: item && { model, id: item.id, field },
        signal: controller.current.signal,
        onProgress: (sent) => setSending({ name: file.name, size: file.size, sent }),
      });
      stored.current.set(file, id);
      return id;
    } finally {
      setSending(undefined);
    }
  }

  async function sendAll(files: readonly [string, Attachment][], item?: Stored) {
    const ids: Record<string, string> = {};
    for (const [field, attachment] of files) {
      ids[field] = await upload(field, attachment, item);
    }
    return ids;
  }

  return {
    chosen,
    choose,
    sending,
    sendRequired: () => sendAll(Object.entries(chosen).filter(([, { required }]) => required)),
    send: async (item) => {
      const ids = await sendAll(Object.entries(chosen), item);
      return Object.fromEntries(
        Object.entries(ids).filter(([field, id]) => item[field as keyof Stored] !== id),
      );
    },
    cancel: () => controller.current?.abort(),
  };
}
