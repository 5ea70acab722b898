import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { endSession } from "../auth/session";
import { film, memoryBucket } from "../testing/bucket";
import { beginSession, cognito } from "../testing/cognito";
import { ADA, renderPage } from "../testing/render";
import { storage } from "../testing/storage";
import { BucketPage } from "./BucketPage";
import { remember } from "./unfinished";

const download = (name: string) => screen.findByRole("button", { name: `Download ${name}` });

describe("the page of a bucket", () => {
  it("uploads what is chosen and what is dropped", async () => {
    const bucket = memoryBucket("chosen");
    storage();
    const { user, container } = renderPage(<BucketPage bucket={bucket} />);
    expect(await screen.findByText("Nothing here yet")).toBeVisible();
    await user.upload(screen.getByLabelText("choose files"), film("chosen.mp4", 30));
    expect(await download("chosen.mp4")).toBeVisible();
    const zone = container.querySelector(".drop") as Element;
    fireEvent.dragOver(zone);
    expect(zone).toHaveClass("drop-over");
    fireEvent.drop(zone, { dataTransfer: { files: [film("dropped.mp4", 5)] } });
    expect(await download("dropped.mp4")).toBeVisible();
    expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
  });

  it("shows progress and cancels", async () => {
    const bucket = memoryBucket("cancelled");
    storage(() => "hang");
    const { user } = renderPage(<BucketPage bucket={bucket} />);
    await user.upload(screen.getByLabelText("choose files"), film("slow.mp4", 40));
    await waitFor(() => expect(screen.getByRole("progressbar")).toHaveValue(20));
    expect(screen.getByText("20 bytes of 40 bytes · 50 %")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel slow.mp4" }));
    expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
    await waitFor(() => expect(bucket.uploads.size).toBe(0));
    expect(bucket.objects).toEqual([]);
  });

  it("tries again where an upload failed", async () => {
    const bucket = memoryBucket("failed");
    storage(() => 400);
    const { user } = renderPage(<BucketPage bucket={bucket} />);
    await user.upload(screen.getByLabelText("choose files"), film("broken.mp4", 30));
    expect(await screen.findByRole("alert")).toHaveTextContent(/storage refused/);
    storage();
    await user.click(screen.getByRole("button", { name: "Retry broken.mp4" }));
    expect(await download("broken.mp4")).toBeVisible();
    expect(bucket.objects.map(({ id }) => id)).toEqual(["upload-1"]);
  });

  it("goes on after a reload when the same file is chosen again", async () => {
    const bucket = memoryBucket("interrupted");
    const { name, size, type, lastModified } = film("long.mp4", 30);
    await bucket.start({ name, size, type });
    bucket.uploads.get("upload-1")?.parts.set(1, 10);
    remember({
      bucket: "interrupted",
      id: "upload-1",
      name,
      size,
      modified: lastModified,
      partSize: 10,
      partCount: 3,
    });
    const sent = storage();
    const { user } = renderPage(<BucketPage bucket={bucket} />);
    expect(screen.getByText("Interrupted · 30 bytes")).toBeVisible();
    const again = screen.getByLabelText("Choose the file again");
    await user.upload(again, film("other.mp4", 30));
    expect(screen.getByRole("alert")).toHaveTextContent("Choose the same file again: long.mp4.");
    await user.upload(again, film("long.mp4", 30));
    expect(await download("long.mp4")).toBeVisible();
    expect(sent).toHaveLength(2);
  });

  it("shows the next person no upload, interrupted or under way", async () => {
    cognito();
    await beginSession();
    const bucket = memoryBucket("left");
    const about = { name: "old.mp4", size: 30, modified: 1, partSize: 10, partCount: 3 };
    remember({ bucket: "left", id: "upload-0", ...about });
    storage(() => "hang");
    const { user, unmount } = renderPage(<BucketPage bucket={bucket} />);
    await user.upload(screen.getByLabelText("choose files"), film("slow.mp4", 40));
    await waitFor(() =>
      expect(screen.getByRole("progressbar", { name: "slow.mp4" })).toHaveValue(20),
    );
    act(endSession);
    unmount();

    renderPage(<BucketPage bucket={bucket} />, { ...ADA, id: "grace" });

    expect(await screen.findByText("Nothing here yet")).toBeVisible();
    expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
    expect(JSON.stringify(localStorage)).not.toMatch(/old|slow/);
  });

  it("gives an interrupted upload up", async () => {
    const bucket = memoryBucket("abandoned");
    await bucket.start({ name: "old.mp4", size: 30, type: "video/mp4" });
    const about = { name: "old.mp4", size: 30, modified: 1, partSize: 10, partCount: 3 };
    remember({ bucket: "abandoned", id: "upload-1", ...about });
    const { user } = renderPage(<BucketPage bucket={bucket} />);
    await user.click(screen.getByRole("button", { name: "Cancel old.mp4" }));
    expect(screen.queryByText(/Interrupted/)).not.toBeInTheDocument();
    await waitFor(() => expect(bucket.uploads.size).toBe(0));
  });

  it("deletes after a question", async () => {
    const bucket = memoryBucket("deleted");
    bucket.objects = [{ id: "1", name: "a.mp4", size: 1, created_at: "2026-11-23T11:19:00Z" }];
    const { user } = renderPage(<BucketPage bucket={bucket} />);
    await user.click(await screen.findByRole("button", { name: "Delete a.mp4" }));
    const dialog = screen.getByRole("dialog", { name: "Delete a.mp4?" });
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(bucket.objects).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Delete a.mp4" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("Nothing here yet")).toBeVisible();
  });
});
