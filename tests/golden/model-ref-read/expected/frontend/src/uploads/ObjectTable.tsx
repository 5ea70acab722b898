import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "../api/errors";
import { queryClient } from "../api/query-client";
import { may } from "../auth/access";
import { useUser } from "../auth/session";
import { Alert } from "../components/Alert";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { Empty } from "../components/Empty";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { notify } from "../components/notify";
import { formatMoment, formatSize } from "../format";
import { objectsKey } from "./tasks";
import type { Bucket, StoredObject } from "./types";

/** What is in a bucket, to download and to delete. */
export function ObjectTable({ bucket }: { bucket: Bucket }) {
  const { info } = bucket;
  const queryKey = objectsKey(info.name);
  const user = useUser();
  const [doomed, setDoomed] = useState<StoredObject>();
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => bucket.list(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  });
  const download = useMutation({
    mutationFn: ({ id }: StoredObject) => bucket.get(id),
    onSuccess: ({ url }) => location.assign(url),
  });
  const remove = useMutation({
    mutationFn: ({ id }: StoredObject) => bucket.remove(id),
    onSuccess: (_nothing, { name }) => notify(`${name} was deleted.`),
    onSettled: () => queryClient().invalidateQueries({ queryKey }),
  });

  if (list.isPending) {
    return <Loading />;
  }
  if (list.isError) {
    return <Failure error={list.error} onRetry={() => list.refetch()} />;
  }
  const objects = list.data.pages.flatMap((page) => page.items);
  if (objects.length === 0) {
    return (
      <Empty title="Nothing here yet">
        <p className="muted">Your first upload will show up here.</p>
      </Empty>
    );
  }
  const failure = download.error ?? remove.error;
  return (
    <>
      {failure && <Alert>{messageOf(failure)}</Alert>}
      <div className="table card">
        <table>
          <caption className="visually-hidden">{info.label}</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className="number">
                Size
              </th>
              <th scope="col">Added</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {objects.map((object) => (
              <tr key={object.id}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-label={`Download ${object.name}`}
                    onClick={() => download.mutate(object)}
                  >
                    {object.name}
                  </button>
                </th>
                <td className="number" data-label="Size">
                  {formatSize(object.size)}
                </td>
                <td data-label="Added">
                  <time dateTime={object.created_at}>{formatMoment(object.created_at)}</time>
                </td>
                <td className="row-actions">
                  {may(info.access.delete, user, user?.id) && (
                    <button
                      type="button"
                      className="link link-danger"
                      aria-label={`Delete ${object.name}`}
                      onClick={() => setDoomed(object)}
                    >
                      Delete
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <button type="button" className="button more" onClick={() => list.fetchNextPage()}>
          Load more
        </button>
      )}
      {doomed && (
        <ConfirmDialog
          title={`Delete ${doomed.name}?`}
          action="Delete"
          onConfirm={() => remove.mutate(doomed)}
          onClose={() => setDoomed(undefined)}
        >
          The file is removed for good.
        </ConfirmDialog>
      )}
    </>
  );
}
