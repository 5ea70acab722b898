/** A field of a model in scaffold.yaml: what a test fills in and looks for. */
export interface Field {
  name: string;
  label: string;
  type:
    | "string"
    | "text"
    | "integer"
    | "number"
    | "boolean"
    | "date"
    | "datetime"
    | "email"
    | "url"
    | "json"
    | "enum"
    | "list"
    | "ref"
    | "file";
  required: boolean;
  /** The smallest number, or the fewest characters or entries. */
  min?: number;
  max?: number;
  pattern?: string;
  default?: unknown;
  /** The values of an enum. */
  options?: readonly string[];
  /** The entries of a list. */
  items?: Pick<Field, "type" | "min" | "max">;
  /** The model that a ref points at. */
  model?: string;
  /** The bucket that holds a file. */
  bucket?: string;
  /** Who may set it, if not everybody who may write an item. */
  write?: readonly string[];
}

/** An entry of a list as a field of its own. */
export function entryOf({ name, label, items = { type: "string" } }: Field): Field {
  return { name, label, required: true, ...items };
}

/** A model of scaffold.yaml. */
export interface TestedModel {
  name: string;
  label: string;
  plural: string;
  path: string;
  fields: readonly Field[];
}
