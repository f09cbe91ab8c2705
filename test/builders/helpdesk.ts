import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { CallersStanding, Identification, Identifications } from '#shared/helpdesk/identifying/identification.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { anAccount } from './account.ts';
import { anAgent } from './call.ts';

/** The caller `C-1`, identified at noon of 31 January 2027 by `anAgent` for a quarter of an hour. */
export const anIdentification = (over: Partial<Identification> = {}): Identification => ({
  identificationId: 'identification-of-C-1-',
  agent: anAgent.arn,
  customerId: 'C-1',
  marks: [],
  expiresAt: Date.parse('2027-01-31T12:15:00Z') / 1000,
  ...over,
});

/** The one identification of a portal; `steps` gets what was noted, in its order with what else tests put there. */
export function identificationsWith(identification: Identification, steps: unknown[] = []) {
  const acts: Act[] = [];
  const identifications: Pick<Identifications, 'require' | 'note'> = {
    async require(identificationId, agent, now) {
      const isTheirs = identification.identificationId === identificationId && identification.agent === agent;
      if (!isTheirs || isExpired(identification, now)) throw new DomainError('identification-required');
      return identification;
    },
    async note(act) {
      acts.push(act);
      steps.push(act.what);
    },
  };
  return { identifications, acts };
}

/** Identifications that do not open anything for `anAgent` at noon. */
export const noIdentifications = [
  { why: 'nobody was identified so', identification: anIdentification({ identificationId: 'another-one' }) },
  {
    why: 'another agent identified the caller',
    identification: anIdentification({ agent: 'arn:aws:iam::0:user/bea' }),
  },
  {
    why: 'the quarter of an hour is over',
    identification: anIdentification({ expiresAt: Date.parse('2027-01-31T12:00:00Z') / 1000 }),
  },
] as const;

/** The active registration of `anIdentification`'s caller. */
export const anActiveCaller: CallersStanding & { state: 'active' } = {
  state: 'active',
  account: { ...anAccount({ customerId: 'C-1' }), accountId: 'account-1' },
};
