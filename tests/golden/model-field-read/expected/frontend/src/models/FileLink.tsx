import { useMutation } from "@tanstack/react-query";
import { messageOf } from "../api/errors";
import { Icon } from "../components/Icon";
import type { Resource } from "./types";

interface Props {
  resource: Resource;
  id: string;
  field: string;
}

/** Asks for a download address when it is wanted: each lives for a few minutes only. */
export function FileLink({ resource, id, field }: Props) {
  const download = useMutation({
    mutationFn: async () => resource.file?.(id, field),
    onSuccess: (link) => link && location.assign(link.url),
  });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        <Icon name="file" /> Download
      </button>
      {download.isError && <p className="error">{messageOf(download.error)}</p>}
    </>
  );
}
