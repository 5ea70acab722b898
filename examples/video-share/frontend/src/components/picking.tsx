import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "../api/errors";
import { may } from "../auth/access";
import { type User, useUser } from "../auth/session";
import { listsKey } from "../data/cache";
import type { List } from "../data/list";
import type { Stored } from "../data/model";
import { Alert } from "./Alert";
import { ConfirmDialog } from "./ConfirmDialog";
import { notify } from "./notify";

interface Props<Item extends Stored, Query> {
  list: List<Item, Query>;
}

function deletable<Item extends Stored, Query>(
  { model, items }: List<Item, Query>,
  user: User | null,
) {
  return items.filter(({ owner }) => may(model.access.delete, user, owner)).map(({ id }) => id);
}

export function PickAll<Item extends Stored, Query>({ list }: Props<Item, Query>) {
  const all = deletable(list, useUser());
  const isAll = all.length > 0 && all.every((id) => list.picked.has(id));
  return all.length === 0 ? null : (
    <input
      type="checkbox"
      aria-label="Select all"
      checked={isAll}
      onChange={() => list.pick(isAll ? [] : all)}
    />
  );
}

type PickOneProps<Item extends Stored, Query> = Props<Item, Query> & { item: Item };

export function PickOne<Item extends Stored, Query>({ list, item }: PickOneProps<Item, Query>) {
  const user = useUser();
  const isPicked = list.picked.has(item.id);
  return may(list.model.access.delete, user, item.owner) ? (
    <input
      type="checkbox"
      aria-label={`Select ${list.model.label(item)}`}
      checked={isPicked}
      onChange={() =>
        list.pick(
          isPicked ? [...list.picked].filter((id) => id !== item.id) : [...list.picked, item.id],
        )
      }
    />
  ) : null;
}

/** What can be done with the picked items, while there are any. */
export function PickedBar<Item extends Stored, Query>({ list }: Props<Item, Query>) {
  const { model } = list;
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const picked = list.items.filter(({ id }) => list.picked.has(id));
  const words = `${picked.length} ${(picked.length === 1 ? model.singular : model.plural).toLowerCase()}`;
  const remove = useMutation({
    mutationFn: () => removeAll(list, picked),
    onSuccess: () => notify(`${words} deleted.`),
    onSettled: () => client.invalidateQueries({ queryKey: listsKey(model) }),
  });
  if (picked.length === 0) {
    return null;
  }
  return (
    <div className="picked">
      <span role="status">{words} selected</span>
      {remove.isError && <Alert>{messageOf(remove.error)}</Alert>}
      <button type="button" className="button" onClick={() => list.pick([])}>
        Clear
      </button>
      <button
        type="button"
        className="button button-quiet-danger"
        disabled={remove.isPending}
        onClick={() => setAsking(true)}
      >
        Delete
      </button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${words}?`}
          action="Delete"
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        >
          They are removed for good. Whatever refers to them will say that they were deleted.
        </ConfirmDialog>
      )}
    </div>
  );
}

/** Deletes items side by side; those that could not be deleted stay picked, and the first reason is thrown. */
async function removeAll<Item extends Stored, Query>(
  { model, pick }: List<Item, Query>,
  items: readonly Item[],
): Promise<void> {
  const results = await Promise.allSettled(
    items.map(({ id, version }) => model.remove(id, version)),
  );
  pick(items.filter((_item, index) => results[index]?.status === "rejected").map(({ id }) => id));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    throw failed.reason;
  }
}
