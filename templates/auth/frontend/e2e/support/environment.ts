/** A setting that `scaffold dev --once` makes; against a deployed stage you make it yourself. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set. "make e2e" in the project's folder sets it.`);
  }
  return value;
}
