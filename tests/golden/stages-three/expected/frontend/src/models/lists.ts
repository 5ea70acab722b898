import { may } from "../auth/access";
import type { User } from "../auth/session";
import { parse } from "./fields";
import type { Field, Index, Model, Query } from "./types";

export interface Filters {
  /** The fields that narrow the list. */
  by: readonly string[];
  /** What is typed for each of them. */
  values: Readonly<Record<string, string>>;
  sort: string;
  mine: boolean;
}

export const NO_FILTERS: Filters = { by: [], values: {}, sort: "newest", mine: false };

/** The indexes that list what a user asks for: everybody's items, or only their own. */
export function indexesFor(model: Model, filters: Filters, user: User | null): Index[] {
  const own = filters.mine || !may(model.access.read, user);
  return model.indexes
    .filter(({ by }) => by.includes("owner") === own)
    .map((index) => ({ ...index, by: index.by.filter((name) => name !== "owner") }));
}

/** The orders of a list, in the form that the API takes: `rank`, and `-rank` for the reverse. */
export function sortsOf(indexes: readonly Index[], by: readonly string[]): string[] {
  return indexes
    .filter((index) => sameFields(index.by, by))
    .sort((left, right) => Number(left.sort !== undefined) - Number(right.sort !== undefined))
    .flatMap(({ sort }) => (sort === undefined ? ["newest", "oldest"] : [sort, `-${sort}`]));
}

export function sameFields(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name) => right.includes(name));
}

/** The query of a list; while a value is missing, it is not narrowed. */
export function toQuery(model: Model, filters: Filters, user: User | null): Query {
  const indexes = indexesFor(model, filters, user);
  const values = valuesOf(model.fields, filters);
  const sorts = sortsOf(indexes, Object.keys(values));
  const sort = sorts.includes(filters.sort) ? filters.sort : sorts[0];
  const owner = filters.mine && user !== null ? { owner: user.id } : {};
  return { ...values, ...owner, ...(sort === undefined ? {} : { sort }) };
}

function valuesOf(fields: readonly Field[], { by, values }: Filters): Record<string, unknown> {
  const parsed = fields
    .filter(({ name }) => by.includes(name) && values[name])
    .map((field) => [field.name, parse(field, values[field.name] ?? "")] as const)
    .flatMap(([name, result]) => ("value" in result ? [[name, result.value] as const] : []));
  return parsed.length === by.length ? Object.fromEntries(parsed) : {};
}
