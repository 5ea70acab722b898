import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, unwrap } from "../../api/client";
import { messageOf } from "../../api/errors";
import type { components, paths } from "../../api/schema";
import { Alert } from "../../components/Alert";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { Empty } from "../../components/Empty";
import { Failure } from "../../components/Failure";
import { Field } from "../../components/Field";
import { Loading } from "../../components/Loading";
import { notify } from "../../components/notify";
import { PageHeader } from "../../components/PageHeader";

type Member = components["schemas"]["UserGroupMember"];
type Group = paths[typeof MEMBERS]["get"]["parameters"]["path"]["group"];

const GROUPS = "/admin/groups";
const MEMBERS = "/admin/groups/{group}/members";
const MEMBER = "/admin/groups/{group}/members/{user}";

/** Who belongs to which group. */
export default function GroupsPage() {
  const [chosen, setChosen] = useState<Group>();
  const list = useQuery({
    queryKey: ["user groups"],
    queryFn: () => unwrap(api().GET(GROUPS)),
  });
  const groups = (list.data?.groups ?? []) as Group[];
  const group = chosen ?? groups[0];
  return (
    <>
      <PageHeader title="User groups" />
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => list.refetch()} />}
      {groups.length > 1 && (
        <div className="filters">
          <select
            aria-label="Group"
            value={group}
            onChange={(event) => setChosen(groups.find((name) => name === event.target.value))}
          >
            {groups.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {group !== undefined && <Members group={group} />}
    </>
  );
}

function Members({ group }: { group: Group }) {
  const client = useQueryClient();
  const queryKey = ["user groups", group];
  const [leaving, setLeaving] = useState<Member>();
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      unwrap(
        api().GET(MEMBERS, {
          params: { path: { group }, query: pageParam === undefined ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const remove = useMutation({
    mutationFn: ({ user }: Member) =>
      unwrap(api().DELETE(MEMBER, { params: { path: { group, user } } })),
    onSuccess: (_nothing, { email }) => notify(`${email} is no longer in ${group}.`),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const members = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <AddMember group={group} onAdded={() => client.invalidateQueries({ queryKey })} />
      {remove.isError && <Alert>{messageOf(remove.error)}</Alert>}
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => list.refetch()} />}
      {list.isSuccess && members.length === 0 && <Empty title="Nobody is in this group yet" />}
      {members.length > 0 && (
        <ul className="members card">
          {members.map((member) => (
            <li key={member.user}>
              <span className="avatar" aria-hidden="true">
                {member.email.charAt(0).toUpperCase()}
              </span>
              <span className="member-name">{member.email}</span>
              <button
                type="button"
                className="link link-danger"
                aria-label={`Remove ${member.email}`}
                onClick={() => setLeaving(member)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button type="button" className="button more" onClick={() => list.fetchNextPage()}>
          Load more
        </button>
      )}
      {leaving && (
        <ConfirmDialog
          title={`Remove ${leaving.email}?`}
          action="Remove"
          onConfirm={() => remove.mutate(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          The account stays; only what the group may do is lost.
        </ConfirmDialog>
      )}
    </>
  );
}

interface AddMemberProps {
  group: Group;
  onAdded: () => void;
}

function AddMember({ group, onAdded }: AddMemberProps) {
  const [email, setEmail] = useState("");
  const add = useMutation({
    mutationFn: (user: string) => unwrap(api().PUT(MEMBER, { params: { path: { group, user } } })),
    onSuccess: () => {
      notify(`${email} is in ${group} now.`);
      setEmail("");
      onAdded();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(email.trim());
  }

  return (
    <form className="add-member card" onSubmit={submit}>
      <Field label="Email" error={add.isError ? messageOf(add.error) : undefined}>
        {(control) => (
          <input
            {...control}
            type="email"
            required
            placeholder="name@example.com"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-primary" disabled={add.isPending}>
        Add to {group}
      </button>
    </form>
  );
}
