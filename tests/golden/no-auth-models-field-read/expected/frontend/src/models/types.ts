import type { components } from "../api/schema";

export type Scalar =
  | "string"
  | "text"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "email"
  | "url";

export interface Field {
  name: string;
  label: string;
  type: Scalar | "json" | "enum" | "list" | "ref" | "file";
  required: boolean;
  /** The smallest number, or the fewest characters or entries. */
  min?: number;
  max?: number;
  pattern?: string;
  default?: unknown;
  /** The values of an enum. */
  options?: readonly string[];
  /** The entries of a list. */
  items?: { type: Scalar; min?: number; max?: number };
  /** The model that a ref points at. */
  model?: string;
  /** The bucket that holds a file. */
  bucket?: string;
  /** Set by functions alone. */
  write?: readonly string[];
}

/** Lists the items with the same values of some fields, sorted by a field or by age. */
export interface Index {
  by: readonly string[];
  sort?: string;
}

export interface Model {
  name: string;
  label: string;
  plural: string;
  path: string;
  fields: readonly Field[];
  /** What the items can be listed by. */
  indexes: readonly Index[];
}

export interface Item {
  id: string;
  created_at: string;
  updated_at: string;
  version: number;
  [field: string]: unknown;
}

export interface Page<I = Item> {
  items: I[];
  cursor: string | null;
}

export type Values = Record<string, unknown>;

export interface Query {
  cursor?: string;
  limit?: number;
  sort?: string;
  [index: string]: unknown;
}

export type FileLink = components["schemas"]["FileLink"];

/** A model with its typed calls. The pages take any of them, so the type parameters fall back to what all share. */
export interface Resource<I = Item, N = Values, P = Values, Q = Query, F = string> {
  model: Model;
  list(query: Q): Promise<Page<I>>;
  get(id: string): Promise<I>;
  create(input: N): Promise<I>;
  /** Without a version the change is made whatever has happened in between. */
  update(id: string, patch: P, version?: number): Promise<I>;
  remove(id: string, version?: number): Promise<void>;
  /** A short-lived address to download the file of a field. */
  file?(id: string, field: F): Promise<FileLink>;
}
