import type { RegistryRow } from './registry-row.ts';

/**
 * One row to write; `withPerson` is false where an earlier row of the file has already brought the same person,
 * `withoutPolicy` true where a newer file has told of the policy already.
 */
export type RowToWrite = RegistryRow & { readonly withPerson: boolean; readonly withoutPolicy?: true };

/** What became of a row: a later file's row stood there already when it is `superseded`. */
export type RowOutcome = 'written' | 'unchanged' | 'superseded';

export type WrittenRow = {
  readonly outcome: RowOutcome;
  /** An earlier file has brought the same identity data under another customerId (R9.2a). */
  readonly isSeveral?: true;
};

export type RegistryWriter = {
  /** At most this many rows at a time. */
  readonly batchSize: number;
  /** Writes rows of different policies and persons; `order` decides against what other files wrote. */
  write(rows: readonly RowToWrite[], order: string): Promise<readonly WrittenRow[]>;
};
