import { accountIdOf } from '#shared/customers/accounts/unclaimed-users.ts';
import { onePersonEach } from '#shared/customers/persons/persons.ts';
import type { Registration } from '#shared/customers/registration/registration.ts';
import type { Confirmation, ConfirmOutcome } from '#shared/customers/registration/registrations.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { freeTurns } from '#test/builders/password-turns.ts';
import { aRegistration } from '#test/builders/registration.ts';
import { aPolicy } from '#test/builders/registry.ts';
import { confirmRegistration } from '../../../functions/confirm-registration/confirm-registration.ts';

const token = 'T'.repeat(43);
export const call = { ...aVisitorsCall, body: { token } };
/** The account that the registration of `aRegistration` gets. */
export const accountId = accountIdOf(aRegistration().registrationId);

type Setup = {
  readonly registration?: Registration | undefined;
  readonly named?: readonly string[];
  readonly policies?: readonly RegistryPolicy[];
  /** The outcome of each confirming transaction; after the last one they succeed. */
  readonly outcomes?: readonly ConfirmOutcome[];
  /** The pool's answer to each attempt to create the user; after the last one it succeeds. */
  readonly made?: readonly Awaited<ReturnType<Credentials['create']>>[];
  /** Whether a user that has no account can be evicted. */
  readonly isEvicted?: boolean;
  /** How many of the further enrolling transactions fail. */
  readonly enrolFailures?: number;
  readonly isSmsSent?: boolean;
  /** Another call, which runs at every pause and before a transaction that it overtakes. */
  readonly meanwhile?: (kept: { registration: Registration | undefined }) => void;
};

/** A portal with one registration, over memory; `steps` keeps what was done, in order. */
export function setupConfirmRegistration({
  named,
  policies = [aPolicy()],
  outcomes = [],
  made = [],
  isEvicted = true,
  enrolFailures = 0,
  isSmsSent = true,
  meanwhile = () => undefined,
  ...rest
}: Setup = {}) {
  const kept = { registration: 'registration' in rest ? rest.registration : aRegistration() };
  const steps: string[] = [];
  const confirmed: Confirmation[] = [];
  const left = { outcomes: [...outcomes], made: [...made], enrolFailures };
  const turns = freeTurns();
  const registry = { policies };
  const endpoint = confirmRegistration({
    registry: { policiesOf: async () => registry.policies },
    persons: onePersonEach,
    registrations: {
      findByToken: async (hash) =>
        kept.registration && hash === hashToken(token) ? { registration: kept.registration, named } : undefined,
      find: async () => kept.registration,
      findEnrolled: async () => new Set(),
      async confirm(confirmation) {
        const outcome = left.outcomes.shift() ?? 'confirmed';
        steps.push(`confirm ${outcome}`);
        if (outcome === 'overtaken') meanwhile(kept);
        if (outcome === 'confirmed') {
          confirmed.push(confirmation);
          kept.registration = { ...confirmation.registration, state: 'confirmed', accountId: confirmation.accountId };
        }
        return outcome;
      },
      async enrolFurther(_registration, further, remaining) {
        const isDone = --left.enrolFailures < 0;
        steps.push(`enrol ${further.length}, ${remaining.length} remain${isDone ? '' : ': failed'}`);
        return isDone;
      },
      async recordPasswordSms(_id, outcome) {
        steps.push(`record ${outcome}`);
        if (kept.registration) kept.registration = { ...kept.registration, passwordSms: outcome };
      },
    },
    unclaimed: {
      async evict({ accountId: other }) {
        steps.push(`evict ${other}`);
        return isEvicted;
      },
    },
    credentials: {
      async create() {
        const outcome = left.made.shift() ?? 'made';
        steps.push(`create ${typeof outcome === 'string' ? outcome : 'held'}`);
        return outcome;
      },
      setTemporaryPassword: async (_holder, password) => void steps.push(`set ${password}`),
    },
    pseudonyms: testPseudonyms,
    firstPassword: () => 'first-password',
    sms: {
      async send(to, _language, password) {
        steps.push(`send ${password} to ${to}`);
        return isSmsSent ? { sent: true, messageId: 'sms-1' } : { sent: false, code: 'ThrottlingException' };
      },
    },
    ...turns,
    now: () => new Date('2027-01-31T12:00:00Z'),
    async pause() {
      steps.push('pause');
      meanwhile(kept);
    },
  });
  return { endpoint, steps, confirmed, registry, turns };
}
