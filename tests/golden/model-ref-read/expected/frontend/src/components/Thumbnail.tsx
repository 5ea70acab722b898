import { skipToken, useQuery } from "@tanstack/react-query";
import { fileKey } from "../data/cache";
import type { FileLink } from "../data/model";
import { Icon, type IconName } from "./Icon";

const ICONS: Readonly<Record<string, IconName>> = { video: "play", audio: "sound" };

/** A small picture of a file. Its link comes with the list: ask for it with `include`. */
export function Thumbnail({ file }: { file: string | undefined }) {
  const { data: link } = useQuery<FileLink>({ queryKey: fileKey(file ?? ""), queryFn: skipToken });
  const kind = link?.type.split("/")[0] ?? "";
  return (
    <div className="thumbnail">
      {link !== undefined && kind === "image" ? (
        <img src={link.url} alt="" loading="lazy" decoding="async" />
      ) : (
        <Icon name={ICONS[kind] ?? "file"} />
      )}
    </div>
  );
}
