import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { messageOf } from "../api/errors";
import { listsKey } from "../data/cache";
import type { Model, Stored } from "../data/model";
import { useSettled } from "../data/settled";

const PAGE_SIZE = 100;

/**
 * The items whose labels contain what somebody types: of those that are loaded, page by page, and, if there are
 * more, of those that the server finds by how their labels begin. Nothing is loaded before the picker is open.
 */
export function useRefOptions(of: Model, search: string | undefined) {
  const list = useInfiniteQuery({
    queryKey: [...listsKey(of), "options"],
    queryFn: ({ pageParam }) => of.list({ limit: PAGE_SIZE, ...pageParam }),
    initialPageParam: {},
    getNextPageParam: ({ cursor }) => (cursor === null ? undefined : { cursor }),
    enabled: search !== undefined,
  });
  const text = useSettled(search ?? "");
  const others = useQuery({
    queryKey: [...listsKey(of), "search", text],
    queryFn: () => of.list({ limit: PAGE_SIZE, search: text }),
    enabled: of.isSearchable && list.hasNextPage && text !== "",
    placeholderData: keepPreviousData,
  });
  const loaded = (list.data?.pages ?? []).flatMap((page) => page.items);
  const known = new Map([...loaded, ...(others.data?.items ?? [])].map((item) => [item.id, item]));
  const found = [...known.values()].filter((item) =>
    of
      .label(item)
      .toLowerCase()
      .includes((search ?? "").toLowerCase()),
  );
  return { ...list, found };
}

interface Props {
  id: string;
  of: Model;
  options: ReturnType<typeof useRefOptions>;
  active: number;
  onChoose: (id: string) => void;
}

/** The list below a picker. */
export function RefOptions({ id, of, options, active, onChoose }: Props) {
  const { found } = options;
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView?.({ block: "nearest" });
  }, [id, active]);
  return (
    // Pressing the mouse must not take the focus away, or the list closes before the click.
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard is the input's matter
    <div className="options" onMouseDown={(event) => event.preventDefault()}>
      <div id={`${id}-options`} role="listbox" aria-label={of.plural}>
        {found.map((item, index) => (
          <Option
            key={item.id}
            id={`${id}-${index}`}
            label={of.label(item)}
            item={item}
            isActive={index === active}
            onChoose={onChoose}
          />
        ))}
      </div>
      {options.isLoading && <p className="hint">Loading…</p>}
      {options.isError && <p className="error">{messageOf(options.error)}</p>}
      {options.isSuccess && found.length === 0 && <p className="hint">Nothing found</p>}
      {options.hasNextPage && (
        <button type="button" className="link" onClick={() => options.fetchNextPage()}>
          Look through more
        </button>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  label: string;
  item: Stored;
  isActive: boolean;
  onChoose: (id: string) => void;
}

function Option({ id, label, item, isActive, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the input's matter
    <div
      id={id}
      className="option"
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      dir="auto"
      onClick={() => onChoose(item.id)}
    >
      {label}
    </div>
  );
}
