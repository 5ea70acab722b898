import { ApiError } from "../api/errors";
import type { ListQuery, Model, Stored } from "../data/model";

export interface Thing extends Stored {
  name: string;
  kind?: string;
  notes?: string | null;
}

export type ThingInput = Partial<Omit<Thing, keyof Stored>>;
export type ThingQuery = ListQuery & { kind?: string; place?: string };

export interface MemoryModel extends Model<Thing, object, object, ThingQuery> {
  items: Thing[];
  /** What the next write is refused with. */
  refusal: ApiError | undefined;
  queries: ThingQuery[];
}

export const THING: Thing = {
  id: "01THING",
  owner: "ada",
  created_at: "2026-11-23T11:19:00Z",
  updated_at: "2026-11-23T11:19:00Z",
  version: 3,
  name: "First",
};

/** A model whose items are in memory, and whose server does what a test wants. */
export function memoryModel(...items: Thing[]): MemoryModel {
  function find(id: string): Thing {
    const found = model.items.find((item) => item.id === id);
    if (found === undefined) {
      throw new ApiError(404, "There is no such item.");
    }
    return found;
  }

  function refuse() {
    const { refusal } = model;
    model.refusal = undefined;
    if (refusal !== undefined) {
      throw refusal;
    }
  }

  const model: MemoryModel = {
    name: "thing",
    path: "/things",
    singular: "Thing",
    plural: "Things",
    access: { read: ["public"], create: ["signed-in"], update: ["owner"], delete: ["owner"] },
    indexes: [
      { by: [] },
      { by: ["kind"] },
      { by: ["kind"], sort: "size" },
      { by: ["kind", "place"] },
      { by: ["owner"] },
      { by: ["owner"], sort: "name" },
    ],
    isSearchable: true,
    items,
    refusal: undefined,
    queries: [],
    label: ({ name }) => name,
    async list(query) {
      model.queries.push(query);
      return { items: [...model.items], cursor: null };
    },
    get: async (id) => find(id),
    async create(input) {
      refuse();
      const item = { ...THING, id: "01NEW", version: 1, ...input };
      model.items.unshift(item);
      return item;
    },
    async update(id, patch, version) {
      refuse();
      const before = find(id);
      if (version !== undefined && version !== before.version) {
        throw new ApiError(412, "The item has changed.");
      }
      const changed = { ...before, ...patch, version: before.version + 1 };
      model.items = model.items.map((item) => (item.id === id ? changed : item));
      return changed;
    },
    async remove(id) {
      refuse();
      model.items = model.items.filter((item) => item.id !== id);
    },
  };
  return model;
}
