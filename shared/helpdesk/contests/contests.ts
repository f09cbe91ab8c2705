import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { CallersAccount } from '#shared/helpdesk/identifying/identification.ts';
import type { Contest } from '#shared/sign-in/sessions/accounts.ts';

/** The decision of another agent: `confirmed` ends the registration, `rejected` makes it active again. */
export type ContestOutcome = 'confirmed' | 'rejected';

/** An account that is contested; its `contest` says since when and by whom. */
export type ContestedAccount = CallersAccount & { readonly contest: Contest };

/** Contests of registrations (R10.4). Each is written in one transaction with its audit entry and its change for the insurer. */
export type Contests = {
  /**
   * Freezes an active account: from then on no session, link, delivery, recovery or change works. Mails to every address that the
   * account has or had in the last 90 days wait to be sent. `changed`: the account is not as it was read.
   */
  readonly open: (account: CallersAccount, act: Act) => Promise<'done' | 'changed'>;
  /**
   * Decides the contest. `rejected`: the account is active again, and its earlier sessions stay ended. `confirmed`: the account is
   * closed, as by cancelling (R11.1), and must be finished. `changed`: it is not as it was read.
   */
  readonly decide: (account: ContestedAccount, outcome: ContestOutcome, act: Act) => Promise<'done' | 'changed'>;
  /** When the contests that nobody has decided yet were opened, if that was before `before`; the oldest first, at most 100. */
  readonly undecided: (before: Date) => Promise<readonly Date[]>;
};

const nameOf = (arn: string): string => arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

/**
 * Whether two ARNs are one agent: the same ARN, or the same user or session name under another role. A trust policy that demands
 * the user's name as the session's name (R10.3) makes that the same person.
 */
export const isSameAgent = (one: string, other: string): boolean => one === other || nameOf(one) === nameOf(other);
