import { Link } from "wouter";
import { ApiError } from "../api/errors";
import { RESOURCES } from "../generated/resources";
import { titleOf } from "./fields";
import { useItem } from "./queries";
import type { Resource } from "./types";

const NOT_FOUND = 404;

interface Props {
  model: string;
  id: string;
}

/** The title of another item, as a link to it. */
export function RefValue({ model, id }: Props) {
  const resource = RESOURCES[model];
  return resource === undefined ? id : <RefLink resource={resource} id={id} />;
}

function RefLink({ resource, id }: { resource: Resource; id: string }) {
  const title = useItemTitle(resource, id);
  return title.deleted ? (
    <span className="muted">{title.text}</span>
  ) : (
    <Link href={`${resource.model.path}/${id}`}>{title.text}</Link>
  );
}

/** What an item is called, also when it has been deleted since it was referred to. */
export function useItemTitle(resource: Resource, id: string): { text: string; deleted: boolean } {
  const { data, error } = useItem(resource, id);
  if (error instanceof ApiError && error.status === NOT_FOUND) {
    return { text: `Deleted ${resource.model.label.toLowerCase()}`, deleted: true };
  }
  return { text: data === undefined ? "" : titleOf(resource.model, data), deleted: false };
}
