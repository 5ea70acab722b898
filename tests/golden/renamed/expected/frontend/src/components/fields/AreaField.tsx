import { type BoundControl, BoundField, type FieldProps, missing, refusal } from "./BoundField";
import { FORMATS, type Format, read, type TextRules } from "./rules";
import { useTyped } from "./typed";

type LongTextFieldProps<Input> = FieldProps<Input, string> & TextRules;

/** Text of several lines. */
export function LongTextField<Input>({ min, max, pattern, ...field }: LongTextFieldProps<Input>) {
  return (
    <BoundField<Input, string> {...field}>
      {(control) => (
        <AreaControl {...control} format={FORMATS.text} rules={{ min, max, pattern }} />
      )}
    </BoundField>
  );
}

export function JsonField<Input>(field: FieldProps<Input, unknown>) {
  return (
    <BoundField<Input, unknown> {...field}>
      {(control) => <AreaControl {...control} format={FORMATS.json} rules={{}} isCode />}
    </BoundField>
  );
}

interface AreaControlProps<Value> extends BoundControl<Value> {
  format: Format<Value, TextRules>;
  rules: TextRules;
  isCode?: boolean;
}

function AreaControl<Value>(props: AreaControlProps<Value>) {
  const { format, rules, isCode = false, value, onChange, ...control } = props;
  const typed = useTyped(
    value,
    (written) => (written === undefined ? "" : format.write(written)),
    (text) => read(format, text, rules),
    onChange,
  );
  return (
    <textarea
      {...control}
      ref={refusal(typed.problem ?? missing(control.required, value))}
      rows={isCode ? 6 : 4}
      dir="auto"
      className={isCode ? "code" : undefined}
      spellCheck={!isCode}
      value={typed.text}
      onChange={(event) => typed.type(event.target.value)}
    />
  );
}
