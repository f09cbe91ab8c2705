/** Exact actions on one store. */
export type Grant = { readonly on: string; readonly actions: readonly string[] };

/**
 * What an operation of a function's code needs: the variables that it reads and the calls that it makes. It is data only, so that code
 * can declare it beside the call without knowing CDK. A system narrows both kinds of names to its own, so that a misspelt one does not
 * compile.
 */
export type Access = { readonly variables: readonly string[]; readonly grants: readonly Grant[] };

export type StoreOf<A extends Access> = A['grants'][number]['on'];
export type VariableOf<A extends Access> = A['variables'][number];
