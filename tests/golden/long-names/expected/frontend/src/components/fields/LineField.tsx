import { type BoundControl, BoundField, type FieldProps, missing, refusal } from "./BoundField";
import { type Bounds, FORMATS, type Format, read, type TextRules } from "./rules";
import { useTyped } from "./typed";

type TextFieldProps<Input> = FieldProps<Input, string> & TextRules & { type?: "email" | "url" };

export function TextField<Input>({ type, min, max, pattern, ...field }: TextFieldProps<Input>) {
  return (
    <BoundField<Input, string> {...field}>
      {(control) => (
        <LineControl
          {...control}
          format={FORMATS[type ?? "string"]}
          rules={{ min, max, pattern }}
        />
      )}
    </BoundField>
  );
}

type NumberFieldProps<Input> = FieldProps<Input, number> & Bounds;

export function NumberField<Input>({ min, max, ...field }: NumberFieldProps<Input>) {
  return (
    <BoundField<Input, number> {...field}>
      {(control) => <LineControl {...control} format={FORMATS.number} rules={{ min, max }} />}
    </BoundField>
  );
}

export function IntegerField<Input>({ min, max, ...field }: NumberFieldProps<Input>) {
  return (
    <BoundField<Input, number> {...field}>
      {(control) => <LineControl {...control} format={FORMATS.integer} rules={{ min, max }} />}
    </BoundField>
  );
}

export function DateField<Input>(field: FieldProps<Input, string>) {
  return (
    <BoundField<Input, string> {...field}>
      {(control) => <LineControl {...control} format={FORMATS.date} rules={{}} />}
    </BoundField>
  );
}

/** A moment, typed in the time zone of the browser. */
export function DateTimeField<Input>(field: FieldProps<Input, string>) {
  return (
    <BoundField<Input, string> {...field}>
      {(control) => <LineControl {...control} format={FORMATS.datetime} rules={{}} />}
    </BoundField>
  );
}

interface LineControlProps<Value, Rules> extends BoundControl<Value> {
  format: Format<Value, Rules>;
  rules: Rules;
}

function LineControl<Value, Rules>(props: LineControlProps<Value, Rules>) {
  const { format, rules, value, onChange, ...control } = props;
  const typed = useTyped(
    value,
    (written) => (written === undefined ? "" : format.write(written)),
    (text) => read(format, text, rules),
    onChange,
  );
  return (
    <input
      {...control}
      {...format.input}
      ref={refusal(typed.problem ?? missing(control.required, value))}
      dir="auto"
      value={typed.text}
      onChange={(event) => typed.type(event.target.value)}
    />
  );
}
