import { useState } from "react";
import { useLocation } from "wouter";
import { messageOf } from "../api/errors";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import { useRemove } from "../data/item";
import type { Model, Stored } from "../data/model";
import { Alert } from "./Alert";
import { ConfirmDialog } from "./ConfirmDialog";
import { notify } from "./notify";

interface Props<Item extends Stored, Query> {
  of: Model<Item, object, object, Query>;
  item: Item;
}

/** Deletes an item, after a question; only whoever may delete it sees the button. */
export function DeleteButton<Item extends Stored, Query>({ of, item }: Props<Item, Query>) {
  const user = useUser();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const remove = useRemove(of);
  const title = of.label(item);
  if (!may(of.access.delete, user, item.owner)) {
    return null;
  }

  function onConfirm() {
    remove.mutate(item, {
      onSuccess: () => {
        notify(`${title} was deleted.`);
        navigate(of.path);
      },
    });
  }

  return (
    <>
      <button
        type="button"
        className="button button-quiet-danger"
        disabled={remove.isPending}
        onClick={() => setAsking(true)}
      >
        Delete
      </button>
      {remove.isError && <Alert>{messageOf(remove.error)}</Alert>}
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${title}?`}
          action="Delete"
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        >
          It is removed for good. Whatever refers to it will say that it was deleted.
        </ConfirmDialog>
      )}
    </>
  );
}
