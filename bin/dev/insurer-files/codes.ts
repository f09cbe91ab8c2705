import type { RefusalReason } from '#shared/documents/delivery/refusal.ts';
import type { WithdrawalOutcome } from '#shared/documents/withdrawal/withdrawal.ts';
import type { MailUndelivered } from '#shared/messages/mail-outcomes/mail-outcomes.ts';

/** The codes of a type, all of them: one that is forgotten or unknown does not compile. */
const codesOf = <T extends string>(codes: Readonly<Record<T, true>>): readonly string[] => Object.keys(codes);

export const refusalReasons = codesOf<RefusalReason>({
  'no-policy-number': true,
  'unknown-policy': true,
  'policy-not-enrolled': true,
  withdrawn: true,
  'customer-mismatch': true,
  empty: true,
  'not-a-pdf': true,
  truncated: true,
  'too-large': true,
});

export const undeliveredOutcomes = codesOf<MailUndelivered>({
  bounced: true,
  'bounced-temporarily': true,
  complained: true,
  rejected: true,
});

export const withdrawalRefusals = codesOf<Extract<WithdrawalOutcome, { state: 'refused' }>['reason']>({
  'nothing-to-withdraw': true,
  'unreadable-marker': true,
});
