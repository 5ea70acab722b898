import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { messageOf } from "../api/errors";
import { fileKey } from "../data/cache";
import type { FileLink, Model, Stored } from "../data/model";
import { formatSize } from "../format";
import { Icon } from "./Icon";

// A link is asked for again before it ends, lest a player stop in the middle.
const SPARE_SECONDS = 60;

interface Props<Item extends Stored, Query> {
  of: Model<Item, object, object, Query>;
  item: Item;
  field: keyof Item & string;
  label: string;
}

/** A file as what it is, a player or a picture, with its name, its size, and a way to download it. */
export function FilePreview<Item extends Stored, Query>(props: Props<Item, Query>) {
  const { of, item, field, label } = props;
  const fileId = item[field] as string | undefined;
  const query = useQuery({
    queryKey: fileKey(fileId ?? ""),
    queryFn: () => of.file?.(item.id, field) as Promise<FileLink>,
    enabled: fileId !== undefined,
    staleTime: ({ state }) => ((state.data?.expires_in ?? 0) - SPARE_SECONDS) * 1000,
  });
  return (
    <figure className="file">
      <Preview isThere={fileId !== undefined} link={query.data} error={query.error} />
      <figcaption>
        <span className="muted">{label}</span>
        {query.data && <FileFacts link={query.data} />}
      </figcaption>
    </figure>
  );
}

interface PreviewProps {
  isThere: boolean;
  link: FileLink | undefined;
  error: unknown;
}

function Preview({ isThere, link, error }: PreviewProps) {
  if (error !== null) {
    return <p className="error">{messageOf(error)}</p>;
  }
  if (link !== undefined) {
    return <Media link={link} />;
  }
  return isThere ? (
    <div className="preview bone" role="status" aria-label="Loading…" />
  ) : (
    <NoPreview>No file yet</NoPreview>
  );
}

function FileFacts({ link: { name, size, url } }: { link: FileLink }) {
  return (
    <>
      <span className="file-name" dir="auto">
        {name}
      </span>
      <span className="muted">{formatSize(size)}</span>
      <a href={url} download={name}>
        Download
      </a>
    </>
  );
}

function Media({ link: { url, name, type } }: { link: FileLink }) {
  switch (type.split("/")[0]) {
    case "video":
      // biome-ignore lint/a11y/useMediaCaption: a file that somebody uploaded has no captions
      return <video className="preview" src={url} preload="metadata" controls aria-label={name} />;
    case "audio":
      return (
        // biome-ignore lint/a11y/useMediaCaption: a file that somebody uploaded has no captions
        <audio className="preview-audio" src={url} preload="metadata" controls aria-label={name} />
      );
    case "image":
      return <img className="preview" src={url} alt={name} />;
    default:
      return <NoPreview>{type}</NoPreview>;
  }
}

function NoPreview({ children }: { children: ReactNode }) {
  return (
    <div className="preview preview-none">
      <Icon name="file" />
      <p className="muted">{children}</p>
    </div>
  );
}
