import { isBirthDateAt } from '#shared/contract/birth-date.ts';
import { identifyCaller as contract } from '#shared/contract/helpdesk.ts';
import type { Persons } from '#shared/customers/persons/persons.ts';
import { createRegistrationId } from '#shared/customers/registration/tokens.ts';
import type { Audit } from '#shared/helpdesk/acting/act.ts';
import { countedByAgent } from '#shared/helpdesk/acting/active-caller.ts';
import { actOf, type Identifications, identificationLife } from '#shared/helpdesk/identifying/identification.ts';
import { allMarksOf } from '#shared/helpdesk/identifying/marks.ts';
import {
  askedLike,
  identifyPerson,
  judgeFields,
  type SeveralCustomerIds,
} from '#shared/insurer/identity/identify-person.ts';
import {
  type AskedIdentity,
  askFor,
  identityFields,
  normaliseIdentity,
} from '#shared/insurer/identity/person-identity.ts';
import { findCandidates, type Registry, type RegistryPerson } from '#shared/insurer/registry/registry.ts';
import { created, endpoint } from '#shared/platform/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';

type Needs = {
  readonly registry: Pick<Registry, 'candidates'>;
  readonly identifications: Pick<Identifications, 'open'>;
  readonly audit: Audit;
  readonly limits: Limits;
  readonly pseudonyms: Pseudonyms;
  readonly persons: Pick<Persons, 'knownAs'>;
  readonly several: SeveralCustomerIds;
  readonly identificationsPerAgent: number;
  readonly failedIdentificationsPerPerson: number;
  readonly now: () => Date;
};

/** The fields that match in the nearest candidate. Candidates are found by date of birth and birth name. */
function matchedFields(
  asked: readonly [AskedIdentity, ...AskedIdentity[]],
  candidates: readonly RegistryPerson[],
): readonly string[] {
  const matches = candidates.map(({ identity }) => {
    const judged = judgeFields(askedLike(asked, identity), identity);
    return ['birthDate', ...identityFields.filter((field) => judged[field] !== 'different')];
  });
  return matches.sort((one, other) => other.length - one.length)[0] ?? [];
}

/**
 * Identifies the caller, for one agent and a quarter of an hour (R10.2). Every attempt is audited, including one that a limit
 * refuses (R10.3). Each attempt counts for the agent; for the person only those that identified nobody count.
 */
export const identifyCaller = ({ registry, identifications, audit, limits, pseudonyms, ...needs }: Needs) =>
  endpoint(contract, async ({ agent, body }) => {
    const now = needs.now();
    if (!isBirthDateAt(body.identity.birthDate, now)) throw invalidFields('identity.birthDate');
    const asked = askFor(normaliseIdentity(body.identity), pseudonyms);
    const ofPerson = countedByAgent(
      { kind: 'HELPDESK-PERSON', who: asked[0].identityKey, max: needs.failedIdentificationsPerPerson },
      agent,
    );
    const ofAgent = { kind: 'HELPDESK-AGENT', who: agent.arn, max: needs.identificationsPerAgent };
    const refused = { agent: agent.arn, at: now, whom: asked[0].identityKey, what: 'identification-refused' } as const;
    const attempts = await takeAll(limits, [ofAgent, ...ofPerson], now).catch(async (error: unknown) => {
      if (error instanceof DomainError) await audit.note({ ...refused, reason: error.code });
      throw error;
    });
    const candidates = await findCandidates(registry, asked).catch(async (error: unknown) => {
      // A fault on our side does not count as a failed identification of this person.
      await Promise.allSettled(attempts.map((attempt) => limits.giveBack(attempt)));
      throw error;
    });
    const identified = identifyPerson(asked, candidates, needs.several);
    if (identified.outcome !== 'found') {
      const matched = matchedFields(asked, candidates);
      await audit.note({ ...refused, fields: matched });
      throw new DomainError('identification-failed', { outcome: identified.outcome, matched });
    }
    const [{ identity }] = identified.persons;
    const [first, ...others] = identified.persons.map((person) => person.customerId).sort();
    const customerId = await needs.persons.knownAs([first ?? '', ...others]);
    const validUntil = new Date(now.getTime() + identificationLife);
    const identification = {
      ...{ identificationId: createRegistrationId(), agent: agent.arn, customerId },
      marks: allMarksOf(body.identity, pseudonyms),
      expiresAt: expiresAt(validUntil),
    };
    await Promise.all([
      identifications.open(identification, actOf(identification, 'caller-identified', now)),
      ...attempts.filter(({ limited }) => limited !== ofAgent).map((attempt) => limits.giveBack(attempt)),
    ]);
    return created({
      identificationId: identification.identificationId,
      validUntil: validUntil.toISOString(),
      fields: { birthDate: 'exact' as const, ...judgeFields(askedLike(asked, identity), identity) },
    });
  });
