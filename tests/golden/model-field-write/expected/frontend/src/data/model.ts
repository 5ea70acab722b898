import type { components } from "../api/schema";
import type { Access } from "../auth/access";

export type FileLink = components["schemas"]["FileLink"];

/** What every stored item has. */
export interface Stored {
  id: string;
  owner?: string;
  created_at: string;
  updated_at: string;
  version: number;
}

/** What every list can be asked. */
export interface ListQuery {
  cursor?: string;
  limit?: number;
  owner?: string;
  sort?: string;
  include?: string[];
  /** How the label of an item begins. */
  search?: string;
}

export interface ItemPage<Item> {
  items: Item[];
  cursor: string | null;
  /** What the items lead to, by field: other items, or links to files. */
  included?: Readonly<Record<string, (Stored | FileLink)[] | undefined>>;
}

/** Lists the items with the same values of some fields, sorted by another field or by age. */
export interface Index {
  by: readonly string[];
  sort?: string;
}

/** A model's names and typed calls: components need to know no more of it. */
export interface Model<
  Item extends Stored = Stored,
  Input = object,
  Patch = object,
  Query = ListQuery,
> {
  name: string;
  path: string;
  singular: string;
  plural: string;
  access: Readonly<Record<"read" | "create" | "update" | "delete", Access>>;
  indexes: readonly Index[];
  /** The server finds items by how their labels begin. */
  isSearchable: boolean;
  label(item: Item): string;
  list(query: Query): Promise<ItemPage<Item>>;
  get(id: string): Promise<Item>;
  create(input: Input): Promise<Item>;
  /** Without a version, the change is made whatever has happened in between. */
  update(id: string, patch: Patch, version?: number): Promise<Item>;
  remove(id: string, version?: number): Promise<unknown>;
  file?(id: string, field: string): Promise<FileLink>;
}
