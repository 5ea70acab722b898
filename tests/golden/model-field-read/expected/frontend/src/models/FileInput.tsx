import { BUCKETS } from "../generated/buckets";
import type { Draft } from "./fields";
import type { Field } from "./types";

interface Props {
  field: Field;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** Chooses a file; the form uploads it when it is saved. */
export function FileInput({ field, draft, onChange, ...control }: Props) {
  const stored = typeof draft === "string" && draft !== "";
  const accept = BUCKETS[field.bucket ?? ""]?.info.accept.join(",");
  return (
    <div className="file-input">
      <input
        {...control}
        type="file"
        name={field.name}
        accept={accept}
        onChange={(event) => onChange(event.target.files?.[0] ?? "")}
      />
      {stored && (
        <p className="hint">
          A file is attached. Choose another to replace it
          {!field.required && (
            <>
              {" or "}
              <button type="button" className="link" onClick={() => onChange("")}>
                take it off
              </button>
            </>
          )}
          .
        </p>
      )}
    </div>
  );
}
