/** What differs from stage to stage. `/config.json` is written when the application is deployed or run. */
export interface Config {
  apiUrl: string;
  region: string;
}

let config: Config | undefined;

export async function loadConfig(): Promise<void> {
  const response = await fetch("/config.json", { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`/config.json answered ${response.status}.`);
  }
  config = (await response.json()) as Config;
}

export function getConfig(): Config {
  if (config === undefined) {
    throw new Error("The configuration has not been loaded.");
  }
  return config;
}
