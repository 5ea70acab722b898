/** A function that can be called with GET. */
export interface HttpFunction {
  label: string;
  path: string;
  parameters: readonly string[];
}
