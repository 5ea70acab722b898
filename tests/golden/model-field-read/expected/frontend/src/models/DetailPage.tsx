import { useState } from "react";
import { Link, useLocation } from "wouter";
import { messageOf } from "../api/errors";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import { Alert } from "../components/Alert";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { notify } from "../components/notify";
import { PageHeader } from "../components/PageHeader";
import { formatMoment } from "../format";
import { FieldValue } from "./FieldValue";
import { titleOf } from "./fields";
import { useDeleteItem, useItem } from "./queries";
import type { Item, Resource } from "./types";

interface Props {
  resource: Resource;
  id: string;
}

export function DetailPage({ resource, id }: Props) {
  const { data: item, error, refetch } = useItem(resource, id);
  const { model } = resource;
  return (
    <>
      <Link href={model.path} className="back">
        ← {model.plural}
      </Link>
      {item && <Details resource={resource} item={item} />}
      {!item && error && <Failure error={error} onRetry={() => refetch()} />}
      {!item && !error && <Loading />}
    </>
  );
}

function Details({ resource, item }: { resource: Resource; item: Item }) {
  const { model } = resource;
  const user = useUser();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteItem(resource);
  const title = titleOf(model, item);

  function onDelete() {
    remove.mutate(item, {
      onSuccess: () => {
        notify(`${title} was deleted.`);
        navigate(model.path);
      },
    });
  }

  return (
    <>
      <PageHeader title={title}>
        {may(model.access.update, user, item.owner) && (
          <Link href={`${model.path}/${item.id}/edit`} className="button">
            Edit
          </Link>
        )}
        {may(model.access.delete, user, item.owner) && (
          <button
            type="button"
            className="button button-outline-danger"
            disabled={remove.isPending}
            onClick={() => setAsking(true)}
          >
            Delete
          </button>
        )}
      </PageHeader>
      {remove.isError && <Alert>{messageOf(remove.error)}</Alert>}
      <dl className="details card">
        {model.fields.map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              <FieldValue resource={resource} item={item} field={field} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        Created {formatMoment(item.created_at)} · Changed {formatMoment(item.updated_at)}
      </p>
      {asking && (
        <ConfirmDialog
          title={`Delete ${title}?`}
          action="Delete"
          onConfirm={onDelete}
          onClose={() => setAsking(false)}
        >
          It is removed for good. Whatever refers to it will say that it was deleted.
        </ConfirmDialog>
      )}
    </>
  );
}
