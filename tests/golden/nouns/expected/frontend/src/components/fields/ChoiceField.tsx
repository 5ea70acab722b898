import { useId } from "react";
import {
  type BoundControl,
  BoundField,
  type FieldProps,
  missing,
  refusal,
  useBound,
} from "./BoundField";

export type Options<Value> = ReadonlyMap<Value, string>;

type EnumFieldProps<Input, Value> = FieldProps<Input, Value> & { options: Options<Value> };

export function EnumField<Input, Value extends string>(props: EnumFieldProps<Input, Value>) {
  const { options, ...field } = props;
  return (
    <BoundField<Input, Value> {...field}>
      {(control) => <ChoiceControl {...control} options={options} />}
    </BoundField>
  );
}

const YES_OR_NO = new Map([
  [true, "Yes"],
  [false, "No"],
]);

/** Yes, no, or nothing. */
export function BooleanField<Input>(field: FieldProps<Input, boolean>) {
  return (
    <BoundField<Input, boolean> {...field}>
      {(control) => <ChoiceControl {...control} options={YES_OR_NO} />}
    </BoundField>
  );
}

/** A box to tick: yes or no, never nothing. */
export function CheckboxField<Input>(field: FieldProps<Input, boolean>) {
  const id = useId();
  const { control, hint } = useBound<Input, boolean>(field);
  const about = field.form.errors[field.name] ?? hint;
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          name={control.name}
          checked={control.value ?? false}
          aria-describedby={about === undefined ? undefined : id}
          onChange={(event) => control.onChange(event.target.checked)}
        />
        {field.label}
      </label>
      {about !== undefined && (
        <div id={id} className="hint">
          {about}
        </div>
      )}
    </div>
  );
}

interface ChoiceControlProps<Value> extends BoundControl<Value> {
  options: Options<Value>;
}

function ChoiceControl<Value extends string | boolean>(props: ChoiceControlProps<Value>) {
  const { options, value, onChange, ...control } = props;
  const values = [...options.keys()];
  return (
    <select
      {...control}
      ref={refusal(missing(control.required, value))}
      value={value === undefined ? "" : String(value)}
      onChange={({ target }) => onChange(values.find((each) => String(each) === target.value))}
    >
      {(value === undefined || !control.required) && <option value="">Choose…</option>}
      {[...options].map(([option, words]) => (
        <option key={String(option)} value={String(option)}>
          {words}
        </option>
      ))}
    </select>
  );
}
