import { Link } from "wouter";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { PageHeader } from "../components/PageHeader";
import { titleOf } from "./fields";
import { ItemForm } from "./ItemForm";
import { useItem } from "./queries";
import type { Resource } from "./types";

export function CreatePage({ resource }: { resource: Resource }) {
  const { model } = resource;
  return (
    <>
      <Link href={model.path} className="back">
        ← {model.plural}
      </Link>
      <PageHeader title={`New ${model.label.toLowerCase()}`} />
      <ItemForm resource={resource} />
    </>
  );
}

export function EditPage({ resource, id }: { resource: Resource; id: string }) {
  const { data: item, error, refetch } = useItem(resource, id);
  const { model } = resource;
  if (item === undefined) {
    return error ? <Failure error={error} onRetry={() => refetch()} /> : <Loading />;
  }
  const title = titleOf(model, item);
  return (
    <>
      <Link href={`${model.path}/${id}`} className="back">
        ← {title}
      </Link>
      <PageHeader title={`Edit ${title}`} />
      <ItemForm resource={resource} item={item} />
    </>
  );
}
