import type { RegistryRow, RowReason } from './registry-row.ts';
import type { RowToWrite } from './registry-writer.ts';
import { createSeenKeys } from './seen-keys.ts';

/** A row beside the others of its file: why it is left out, or what it brings; `isSeveral`: its person has another customerId, too. */
export type Judged = { readonly reason: RowReason } | { readonly row: RowToWrite; readonly isSeveral: boolean };

const identityText = ({ identity }: RegistryRow) => JSON.stringify(Object.values(identity));

/** Judges rows against the rows before them in the same file (R9.2a). */
export function createFileMemory() {
  const policies = createSeenKeys();
  const persons = createSeenKeys();
  const identities = createSeenKeys();
  return (row: RegistryRow): Judged => {
    const identity = identityText(row);
    const person = persons.note(row.customerId, identity);
    if (person === 'other') return { reason: 'conflicting-person-data' };
    if (policies.note(row.policyNumber) !== 'new') return { reason: 'duplicate-policy-number' };
    return {
      row: { ...row, withPerson: person === 'new' },
      isSeveral: identities.note(identity, row.customerId) === 'other',
    };
  };
}
