/** Leave for exact actions on exact resources; `conditions` as in an IAM policy. */
export type Permission = {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/**
 * Something a function can do: the environment its code reads for it and the permissions it needs, given together, so
 * that neither is forgotten. `Names` are the variables the handler names in its env list (shared/<concept>/env.ts).
 */
export type Capability<Names extends readonly string[] = readonly string[]> = {
  readonly env: Readonly<Record<Names[number], string>>;
  readonly grant: readonly Permission[];
};
