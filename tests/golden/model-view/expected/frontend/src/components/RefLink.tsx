import { Link } from "wouter";
import { useLabel } from "../data/item";
import type { Model } from "../data/model";
import { None } from "./values";

interface Props {
  of: Model;
  id: string | undefined;
}

/** The name of another model's item, as a link to it. */
export function RefLink({ of, id }: Props) {
  const label = useLabel(of, id ?? "");
  if (id === undefined) {
    return <None />;
  }
  return label === undefined ? (
    <span className="muted">Deleted {of.singular.toLowerCase()}</span>
  ) : (
    <Link href={`${of.path}/${id}`} className="ref above" dir="auto">
      {label}
    </Link>
  );
}
