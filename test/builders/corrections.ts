import { hashToken } from '#shared/customers/registration/tokens.ts';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { Correction, WaitingCorrection } from '#shared/helpdesk/corrections/corrections.ts';
import type { CallersStanding, Identification } from '#shared/helpdesk/identifying/identification.ts';
import { type MailContent, MailNotSent } from '#shared/messages/mail/mail.ts';
import { anAccount } from './account.ts';
import { anActiveCaller, anIdentification, identificationsWith } from './helpdesk.ts';
import { testPseudonyms } from './identity.ts';
import { memoryLimits } from './memory-limits.ts';

export type Correcting = {
  readonly identification?: Identification;
  readonly standing?: CallersStanding;
  /** What the table answers to a correction. */
  readonly outcome?: 'done' | 'contact-taken' | 'changed';
  readonly isMailRejected?: boolean;
  /** The addresses that the account had before. */
  readonly former?: readonly string[];
};

/** A caller who has not chosen the first password yet. */
export const aNewCaller: CallersStanding = {
  state: 'active',
  account: { ...anAccount({ registrationId: 'r-1' }), accountId: 'account-1' },
};

/** What endpoints that correct a contact need, at noon of 31 January 2027, and what they did. */
export function correcting({
  identification = anIdentification(),
  standing = anActiveCaller,
  outcome = 'done',
  isMailRejected = false,
  former = [],
}: Correcting = {}) {
  const applied: Correction[] = [];
  const begun: WaitingCorrection[] = [];
  const mails: { to: string; content: MailContent }[] = [];
  const { identifications, acts } = identificationsWith(identification);
  const { limits, countOf } = memoryLimits();
  const act = (made: Act) => void acts.push(made);
  const needs = {
    identifications,
    callers: { find: async (customerId: string) => (customerId === 'C-1' ? standing : ({ state: 'none' } as const)) },
    audit: { note: async (made: Act) => act(made) },
    corrections: {
      findWaiting: async () => undefined,
      formerAddresses: async () => former.map((to) => ({ to, language: 'hu' as const })),
      async apply(_account: unknown, correction: Correction, made: Act) {
        if (outcome !== 'done') return outcome;
        applied.push(correction);
        act(made);
        return outcome;
      },
      async begin(_account: unknown, waiting: WaitingCorrection, made: Act) {
        if (outcome !== 'done') return outcome;
        begun.push(waiting);
        act(made);
        return outcome;
      },
    },
    mailer: {
      async send(to: string, _language: unknown, content: MailContent) {
        if (isMailRejected) throw new MailNotSent('rejected');
        mails.push({ to, content });
        return { messageId: 'm' };
      },
    },
    limits,
    pseudonyms: testPseudonyms,
    origin: 'https://portal.example',
    now: () => new Date('2027-01-31T12:00:00Z'),
  };
  /** The hash of the token in the newest mail's link. */
  const stopHash = () => hashToken(mails.at(-1)?.content.action?.url.split('#token=')[1] ?? '');
  return { needs, applied, begun, mails, acts, countOf, stopHash };
}
