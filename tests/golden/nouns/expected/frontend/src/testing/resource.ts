import { ApiError } from "../api/errors";
import type { Item, Model, Query, Resource, Values } from "../models/types";

export interface MemoryResource extends Resource {
  items: Item[];
  /** What the next write is refused with. */
  refusal: ApiError | undefined;
  queries: Query[];
}

/** A model whose items are in memory and whose server does what a test wants. */
export function memoryResource(model: Model, ...items: Item[]): MemoryResource {
  function find(id: string): Item {
    const item = resource.items.find((one) => one.id === id);
    if (item === undefined) {
      throw new ApiError(404, "There is no such item.");
    }
    return item;
  }

  function refuse() {
    const { refusal } = resource;
    resource.refusal = undefined;
    if (refusal !== undefined) {
      throw refusal;
    }
  }

  const resource: MemoryResource = {
    model,
    items,
    refusal: undefined,
    queries: [],
    async list(query) {
      resource.queries.push(query);
      return { items: [...resource.items], cursor: null };
    },
    get: async (id) => find(id),
    async create(input: Values) {
      refuse();
      const item = { id: "01NEW", created_at: "", updated_at: "", version: 1, ...input };
      resource.items.unshift(item);
      return item;
    },
    async update(id, patch: Values, version) {
      refuse();
      const item = find(id);
      if (version !== undefined && version !== item.version) {
        throw new ApiError(412, "The item has changed.");
      }
      const changed = { ...item, ...patch, version: item.version + 1 };
      resource.items = resource.items.map((one) => (one.id === id ? changed : one));
      return changed;
    },
    async remove(id) {
      refuse();
      resource.items = resource.items.filter((one) => one.id !== id);
    },
  };
  return resource;
}
