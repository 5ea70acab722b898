import { formatSize } from "../../format";
import type { Bucket } from "../../uploads/types";
import { refusal as refusalOfFile } from "../../uploads/upload";
import { Icon } from "../Icon";
import { BoundField, type FieldProps, missing, refusal } from "./BoundField";

type Props<Input> = FieldProps<Input, string> & { bucket: Bucket };

/** Chooses a file; the form uploads it when it is saved. */
export function FileField<Input>({ bucket, ...field }: Props<Input>) {
  const { form, name, label, required = false } = field;
  const file = form.attachments.chosen[name]?.file;
  return (
    <BoundField<Input, string> {...field}>
      {({ value: stored, onChange, ...control }) => (
        <div className="file-field" data-invalid={control["aria-invalid"]}>
          <Icon name="upload" />
          <input
            {...control}
            ref={refusal(file ? refusalOfFile(bucket.info, file) : missing(required, stored))}
            type="file"
            accept={bucket.info.accept.join(",")}
            onChange={({ target: { files } }) =>
              form.attachments.choose(name, files?.[0] && { file: files[0], bucket, required })
            }
          />
          <p>
            <strong>{file?.name ?? "Choose a file or drop it here"}</strong>
            <span className="hint">{hintFor(bucket, file, stored)}</span>
          </p>
          {stored !== undefined && !required && (
            <button
              type="button"
              className="link"
              aria-label={`Take off ${label.toLowerCase()}`}
              onClick={() => onChange(undefined)}
            >
              Take off
            </button>
          )}
        </div>
      )}
    </BoundField>
  );
}

function hintFor({ info }: Bucket, file: File | undefined, stored: string | undefined): string {
  if (file !== undefined) {
    return formatSize(file.size);
  }
  return stored === undefined
    ? `Up to ${formatSize(info.maxSize)}`
    : "A file is attached. Another one replaces it.";
}
