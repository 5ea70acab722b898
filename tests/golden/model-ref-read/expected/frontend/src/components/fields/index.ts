export { JsonField, LongTextField } from "./AreaField";
export { BooleanField, CheckboxField, EnumField } from "./ChoiceField";
export { FileField } from "./FileField";
export { DateField, DateTimeField, IntegerField, NumberField, TextField } from "./LineField";
export { ListField } from "./ListField";
export { RefField } from "./RefField";
