import { type HeldData, kindsOf } from './held-data.ts';

const counted = (kinds: ReadonlyMap<string, number>) =>
  [...kinds].map(([kind, count]) => `${kind.toLowerCase()} ${count}`).join(', ') || 'none';

/** What the portal holds about a customer, in lines: kinds, counts and states, no name, address or number. */
export function describeHeld(held: HeldData): readonly string[] {
  const { customerId, accountId, account, items, documents, others, registry, poolUser, audit, proofs } = held;
  return [
    `customer ${customerId}`,
    account && accountId !== undefined
      ? `account ${accountId}: ${account.state}, registered ${account.registeredAt}, language ${account.language}`
      : 'no account',
    `  with username, e-mail address and mobile number: ${account ? 'yes' : 'no'}`,
    `  user of the pool: ${poolUser === undefined ? 'no' : 'yes'}`,
    `  items of the account: ${counted(kindsOf(items))}`,
    `  documents: ${documents.length}`,
    `other items: ${counted(kindsOf(others))}`,
    `registry (the insurer's file): person ${registry.person ? 'yes' : 'no'}, policies ${registry.policies.length}`,
    `audit: ${audit.length} entries`,
    `proofs of mails and readings, which outlive the account: ${proofs.length}`,
    'not shown here: files under changes/ and reports/ (lifecycle: docs/security.md), logs (no personal data), backups (35 days)',
  ];
}
