import type { Model } from "../../data/model";
import { RefPicker } from "../RefPicker";
import { BoundField, type FieldProps, missing, refusal } from "./BoundField";

type Props<Input> = FieldProps<Input, string> & { of: Model };

/** A choice among the items of another model. */
export function RefField<Input>({ of, ...field }: Props<Input>) {
  return (
    <BoundField<Input, string> {...field}>
      {({ value, onChange, ...control }) => (
        <RefPicker
          {...control}
          ref={refusal(missing(control.required, value))}
          of={of}
          value={value ?? ""}
          onChange={(id) => onChange(id || undefined)}
        />
      )}
    </BoundField>
  );
}
