import type { MailUndelivered } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import type { WithdrawalOutcome } from '#shared/documents/withdrawal/withdrawal.ts';

/** The codes of a type, all of them: one that is forgotten or unknown does not compile. */
const codesOf = <T extends string>(codes: Readonly<Record<T, true>>): readonly string[] => Object.keys(codes);

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
