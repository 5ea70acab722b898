import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";

/** Larger than one request to storage may be: it travels in parts. */
export const LARGE = Number(process.env.E2E_MEGABYTES ?? 20) * 2 ** 20;

export interface SampleFile {
  name: string;
  size: number;
  /** What the content begins with, where that tells its kind. */
  head?: string;
}

/** A file of a name that no other has. */
export function sampleFile(size: number): SampleFile {
  return { name: `${randomUUID().slice(0, 8)}.bin`, size };
}

/** What `chooseFile` puts into a file. */
export function contentOf({ size, head = "" }: SampleFile): Buffer {
  const content = Buffer.from(new Uint8Array(size).map((_, index) => index % 251));
  content.write(head);
  return content;
}

/** Chooses a file, made in the page: megabytes through the browser's protocol take seconds. */
export async function chooseFile(input: Locator, file: SampleFile, type?: string): Promise<void> {
  const accepted = (await input.getAttribute("accept"))?.split(",")[0];
  await input.evaluate(
    (element: HTMLInputElement, { name, size, head = "", type }) => {
      const content = new Uint8Array(size).map((_, index) => index % 251);
      content.set(new TextEncoder().encode(head));
      const transfer = new DataTransfer();
      // The time of the last change tells whether it is the same file that is chosen again.
      transfer.items.add(new File([content], name, { type, lastModified: 0 }));
      element.files = transfer.files;
      element.dispatchEvent(new Event("change", { bubbles: true }));
    },
    { ...file, type: type ?? typeOf(accepted) },
  );
}

function typeOf(accepted: string | undefined): string {
  return accepted?.replace("*", "x-sample") || "application/octet-stream";
}

interface Network {
  offline?: boolean;
  /** In bytes a second; a progress that is over at once is never seen. */
  uploadThroughput?: number;
}

/** What sets the network of a page: slows it down, takes it away, or makes it what it was. */
export async function networkOf(page: Page): Promise<(network: Network) => Promise<void>> {
  const browser = await page.context().newCDPSession(page);
  const unlimited = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  return async (network) => {
    await browser.send("Network.emulateNetworkConditions", { ...unlimited, ...network });
  };
}
