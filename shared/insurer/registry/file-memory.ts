import { normaliseIdentity } from '#shared/insurer/identity/person-identity.ts';
import type { RegistryRow, RowReason, RowToWrite } from './registry-row.ts';
import { createSeenKeys } from './seen-keys.ts';

/**
 * A row after comparison with the others of its file: why it is left out, or what to write. `isSeveral`: it is the first row of a
 * person whom an earlier row has under another customerId.
 */
export type Judged = { readonly reason: RowReason } | { readonly row: RowToWrite; readonly isSeveral: boolean };

const identityText = ({ identity }: RegistryRow) => JSON.stringify(Object.values(identity));
/** At registration, persons with equal texts count as one (R2.4), however their names are written. */
const normalisedText = ({ identity }: RegistryRow) => JSON.stringify(Object.values(normaliseIdentity(identity)));

/** Judges rows against the earlier rows of the same file (R9.2a). */
export function createFileMemory() {
  const policies = createSeenKeys();
  const persons = createSeenKeys();
  const identities = createSeenKeys();
  return (row: RegistryRow): Judged => {
    // First, and alone: if a row is left out because of its policy, its person does not count as known.
    if (policies.note(row.policyNumber) !== 'new') return { reason: 'duplicate-policy-number' };
    const person = persons.note(row.customerId, identityText(row));
    if (person === 'other') return { reason: 'conflicting-person-data' };
    const withPerson = person === 'new';
    const isSeveral = withPerson && identities.note(normalisedText(row), row.customerId) === 'other';
    return { row: { ...row, withPerson }, isSeveral };
  };
}
