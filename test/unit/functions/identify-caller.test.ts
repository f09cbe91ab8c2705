import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { Identification } from '#shared/helpdesk/identifying/identification.ts';
import { allMarksOf } from '#shared/helpdesk/identifying/marks.ts';
import type { SeveralCustomerIds } from '#shared/insurer/identity/identify-person.ts';
import { normaliseIdentity, pseudonymise } from '#shared/insurer/identity/person-identity.ts';
import type { Registry, RegistryPerson } from '#shared/insurer/registry/registry.ts';
import { createPseudonym, createPseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { anAgent, anAgentsCall } from '#test/builders/call.ts';
import { anIdentity, pseudonymsOf, testPseudonyms } from '#test/builders/identity.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { identifyCaller } from '../../../functions/identify-caller/identify-caller.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const { identityKey } = pseudonymsOf();
const person = (customerId: string, changes: Parameters<typeof anIdentity>[0] = {}): RegistryPerson => ({
  customerId,
  identity: pseudonymsOf(changes),
});

type Setup = {
  readonly persons?: readonly RegistryPerson[];
  readonly several?: SeveralCustomerIds;
  readonly pseudonyms?: typeof testPseudonyms;
  readonly open?: () => Promise<void>;
  readonly registry?: Pick<Registry, 'candidates'>;
};

/** A registry of these persons; an agent identifies four callers a day, a person's data may fail twice. */
function setup({
  persons = [person('C-1')],
  several = 'refuse',
  pseudonyms = testPseudonyms,
  open,
  registry = { candidates: async (key) => persons.filter(({ identity }) => identity.identityKey === key) },
}: Setup = {}) {
  const opened: { identification: Identification; act: Act }[] = [];
  const noted: Act[] = [];
  const known: (readonly string[])[] = [];
  const { limits, countOf } = memoryLimits();
  const endpoint = identifyCaller({
    registry,
    identifications: {
      open: open ?? (async (identification, act) => void opened.push({ identification, act })),
    },
    audit: { note: async (act) => void noted.push(act) },
    limits,
    pseudonyms,
    persons: {
      async knownAs(customerIds) {
        known.push(customerIds);
        return customerIds.at(-1) ?? customerIds[0];
      },
    },
    several,
    identificationsPerAgent: 4,
    failedIdentificationsPerPerson: 2,
    now: () => noon,
  });
  const callWith = (changes: Parameters<typeof anIdentity>[0] = {}) => ({
    ...anAgentsCall,
    body: { identity: anIdentity(changes) },
  });
  return { endpoint, callWith, opened, noted, known, countOf };
}

const exact = { birthDate: 'exact', name: 'exact', birthName: 'exact', birthPlace: 'exact', mothersName: 'exact' };

describe('identify-caller', () => {
  it('R10.2 identifies the caller for this agent and a quarter of an hour', async () => {
    const { endpoint, callWith, opened } = setup();
    const { status, body } = await answerOf(endpoint, callWith());
    expect([status, body.validUntil, body.fields]).toEqual([201, '2027-01-31T12:15:00.000Z', exact]);
    expect(opened.map(({ identification }) => identification)).toEqual([
      {
        identificationId: body.identificationId,
        agent: anAgent.arn,
        customerId: 'C-1',
        marks: allMarksOf(anIdentity(), testPseudonyms),
        expiresAt: Date.parse('2027-01-31T12:15:00Z') / 1000,
      },
    ]);
  });

  it('R10.3 writes it together with its audit entry: who, when, for whom', async () => {
    const { endpoint, callWith, opened, noted } = setup();
    const { identificationId } = (await answerOf(endpoint, callWith())).body;
    expect(opened.map(({ act }) => act)).toEqual([
      { agent: anAgent.arn, whom: 'C-1', identificationId, what: 'caller-identified', at: noon },
    ]);
    expect(noted).toEqual([]);
  });

  it('each identification has an id of its own', async () => {
    const { endpoint, callWith } = setup();
    const ids = [await answerOf(endpoint, callWith()), await answerOf(endpoint, callWith())];
    expect(new Set(ids.map(({ body }) => body.identificationId)).size).toBe(2);
  });

  it('R2.4 names the one field that a caller gave without accents', async () => {
    const { endpoint, callWith } = setup();
    const { body } = await answerOf(endpoint, callWith({ birthPlace: 'Gyor' }));
    expect(body.fields).toEqual({ ...exact, birthPlace: 'folded' });
  });

  it('R10.2 says which fields of the nearest person matched where it identifies nobody, never the values', async () => {
    const near = person('C-1');
    const far = person('C-2', { familyName: 'Másik', mothersFamilyName: 'Másik' });
    const { endpoint, callWith, opened } = setup({ persons: [far, near] });
    expect(await problemOf(endpoint, callWith({ birthPlace: 'Sopron' }))).toEqual({
      code: 'identification-failed',
      details: { outcome: 'none', matched: ['birthDate', 'name', 'birthName', 'mothersName'] },
    });
    expect(opened).toEqual([]);
  });

  it('R10.2 nothing matches where nobody has that date of birth and birth name', async () => {
    const { endpoint, callWith } = setup();
    expect(await problemOf(endpoint, callWith({ birthDate: '1981-01-01' }))).toEqual({
      code: 'identification-failed',
      details: { outcome: 'none', matched: [] },
    });
  });

  it('R10.3 audits a refused identification under a pseudonym, with names of fields only', async () => {
    const { endpoint, callWith, noted } = setup();
    await problemOf(endpoint, callWith({ birthPlace: 'Sopron' }));
    expect(noted).toEqual([
      {
        agent: anAgent.arn,
        at: noon,
        whom: identityKey,
        what: 'identification-refused',
        fields: ['birthDate', 'name', 'birthName', 'mothersName'],
      },
    ]);
    for (const personal of Object.values(anIdentity())) expect(JSON.stringify(noted)).not.toContain(personal);
  });

  it('R2.3 refuses two persons with the same data', async () => {
    const { endpoint, callWith, opened } = setup({ persons: [person('C-1'), person('C-2')] });
    expect(await problemOf(endpoint, callWith())).toMatchObject({
      code: 'identification-failed',
      details: { outcome: 'ambiguous' },
    });
    expect(opened).toEqual([]);
  });

  it('R9.2a takes several customerIds for one person where the settings say so, by the one that the portal knows', async () => {
    const persons = ['C-3', 'C-1', 'C-2'].map((customerId) => person(customerId));
    const { endpoint, callWith, opened, known } = setup({ persons, several: 'join' });
    await answerOf(endpoint, callWith());
    expect(known).toEqual([['C-1', 'C-2', 'C-3']]);
    expect(opened[0]?.identification.customerId).toBe('C-3');
  });

  it('finds a person whose registry row is still written under an earlier secret, and both kinds of attempts', async () => {
    const old = { version: 't0', secret: 'the secret of before, protects nothing either' };
    const rotated = createPseudonyms({ version: 't1', secret: 'only for tests, protects nothing', others: [old] });
    const identity = pseudonymise(normaliseIdentity(anIdentity()), createPseudonym(old));
    const { endpoint, callWith, opened } = setup({ persons: [{ customerId: 'C-1', identity }], pseudonyms: rotated });
    expect((await answerOf(endpoint, callWith())).body.fields).toEqual(exact);
    const marks = opened[0]?.identification.marks ?? [];
    expect(new Set(marks.map(({ lookup }) => lookup.split('.')[0]))).toEqual(new Set(['t0', 't1']));
  });

  it('R10.2 after so many failures a day a person’s data identify nobody, not even when all are right', async () => {
    const { endpoint, callWith, opened, countOf } = setup();
    for (let time = 1; time <= 2; time++) await problemOf(endpoint, callWith({ birthPlace: 'Sopron' }));
    expect(await problemOf(endpoint, callWith())).toEqual({
      code: 'too-many-requests',
      details: {},
      retryAfterSeconds: 86_400,
    });
    expect(opened).toEqual([]);
    expect([countOf('HELPDESK-PERSON', identityKey), countOf('HELPDESK-AGENT', anAgent.arn)]).toEqual([2, 2]);
  });

  it('R2.3a one agent’s failures with a person’s data keep no other agent from identifying the person', async () => {
    const { endpoint, callWith } = setup();
    for (let time = 1; time <= 2; time++) await problemOf(endpoint, callWith({ birthPlace: 'Sopron' }));
    expect((await problemOf(endpoint, callWith())).code).toBe('too-many-requests');
    const colleague = { arn: `${anAgent.arn}-colleague` };
    expect((await answerOf(endpoint, { ...callWith(), agent: colleague })).status).toBe(201);
  });

  it('R10.3 audits an identification that a limit refuses, without any field', async () => {
    const { endpoint, callWith, noted } = setup();
    for (let time = 1; time <= 2; time++) await problemOf(endpoint, callWith({ birthPlace: 'Sopron' }));
    noted.length = 0;
    await problemOf(endpoint, callWith());
    expect(noted).toEqual([
      { agent: anAgent.arn, at: noon, whom: identityKey, what: 'identification-refused', reason: 'too-many-requests' },
    ]);
  });

  it('R10.2 an identification that fails because the registry cannot be read does not count', async () => {
    const registry = { candidates: () => Promise.reject(new Error('throttled')) };
    const { endpoint, callWith, countOf } = setup({ registry });
    await expect(endpoint.behave(callWith())).rejects.toThrow('throttled');
    expect([countOf('HELPDESK-PERSON', identityKey), countOf('HELPDESK-AGENT', anAgent.arn)]).toEqual([0, 0]);
  });

  it('R10.2 only failures count against the person, each identification against the agent', async () => {
    const { endpoint, callWith, countOf } = setup();
    for (let time = 1; time <= 4; time++) await answerOf(endpoint, callWith());
    expect([countOf('HELPDESK-PERSON', identityKey), countOf('HELPDESK-AGENT', anAgent.arn)]).toEqual([0, 4]);
    expect((await problemOf(endpoint, callWith())).code).toBe('too-many-requests');
    expect(countOf('HELPDESK-PERSON', identityKey)).toBe(0);
  });

  it('answers no identification that could not be written with its audit entry', async () => {
    const { endpoint, callWith } = setup({ open: () => Promise.reject(new Error('throttled')) });
    await expect(endpoint.behave(callWith())).rejects.toThrow('throttled');
  });
});
