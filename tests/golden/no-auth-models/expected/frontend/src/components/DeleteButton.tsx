import { useState } from "react";
import { useLocation } from "wouter";
import { messageOf } from "../api/errors";
import { useRemove } from "../data/item";
import type { Model, Stored } from "../data/model";
import { Alert } from "./Alert";
import { ConfirmDialog } from "./ConfirmDialog";
import { notify } from "./notify";

interface Props<Item extends Stored, Query> {
  of: Model<Item, object, object, Query>;
  item: Item;
}

/** Deletes an item, after a question. */
export function DeleteButton<Item extends Stored, Query>({ of, item }: Props<Item, Query>) {
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const remove = useRemove(of);
  const title = of.label(item);

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
