/**
 * What we use of dynalite 4.0.0, which has no types of its own: its checks of a request, and its actions, which read and write
 * through a store of ours (item-view.ts). Its own LevelDB store is not used.
 */
declare module 'dynalite/db/index.js' {
  import type { Item, KeySchema, TableShape } from '#host/dynamodb/table-shape.ts';

  const db: {
    /** The sortable key of an item: `<hash>/<partition key>/<sort key>/`. */
    createKey(item: Item, table: TableShape, schema?: KeySchema): string;
    /** Returns (does not throw) the failed condition; `_condition` is what the check of the request parsed. */
    checkConditional(request: object, existing: Item | undefined): Error | null | undefined;
    validateKey(key: Item, table: TableShape): Error | null | undefined;
    validationError(message: string): Error;
    capacityUnits(item: Item | undefined, isRead: boolean, isConsistent: boolean): number;
    /** Bytes that count towards the 1 MB of a Query or Scan page. */
    itemSize(item: Item, compress: boolean, addMetaSize: boolean, rangeKey?: string): number;
  };
  export default db;
}

declare module 'dynalite/db/conditionParser.js' {
  import type { Parse } from '#host/dynamodb/parse-once.ts';

  /** The module's own object, through which dynalite's checks call it. */
  const conditionParser: { parse: Parse };
  export default conditionParser;
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    /** Drops fields it does not know; throws `{statusCode, body}` for a wrong type. */
    checkTypes(input: object, types: object): Record<string, unknown>;
    /** Parses the expressions into `_condition`, `_updates`, `_projection` …; throws `{statusCode, body}`. */
    checkValidations(input: object, types: object, custom: unknown, store: object): void;
  };
  export default validations;
}

declare module 'dynalite/validations/*' {
  const validation: { types: Record<string, unknown>; custom?: unknown };
  export default validation;
}

declare module 'dynalite/actions/*' {
  const action: (
    store: object,
    input: Record<string, unknown>,
    done: (error: unknown, result?: Record<string, unknown>) => void,
  ) => void;
  export default action;
}
