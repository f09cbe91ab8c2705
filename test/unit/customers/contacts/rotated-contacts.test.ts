import { describe, expect, it } from 'vitest';
import { type ContactPair, contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import type { Registration } from '#shared/customers/registration/registration.ts';
import { dynamoCorrections } from '#shared/helpdesk/corrections/dynamo-corrections.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import { dynamoIdentifications } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { createPseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { accountKey, contactKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { actTablesIn } from '#test/builders/audit.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';
import { rekeyContacts } from '../../../../bin/operate/rotation/rekey-contacts.ts';

const secret = (version: string) => ({ version, secret: `a secret of the tests, protects nothing: ${version}` });
/** While a rotation is under way some functions still write with the old secret, others already with the new one. */
const older = createPseudonyms({ ...secret('1'), others: [secret('2')] });
const newer = createPseudonyms({ ...secret('2'), others: [secret('1')] });
const [email, mobile] = ['eva@example.org', '+36301234567'];
const now = new Date('2027-01-31T09:00:00Z');

const account = (pseudonyms: typeof older, changes: { email?: string; mobile?: string } = {}) => ({
  ...{ username: 'eva', email, mobile, language: 'hu' as const, customerId: 'C1', ...changes },
  contact: contactPair(pseudonyms, changes.email ?? email, changes.mobile ?? mobile).contact,
  registeredAt: now.toISOString(),
  sessionsValidFrom: 0,
  state: 'active' as const,
});

async function setup() {
  const world = await setupRegistration([]);
  const putAccount = async (accountId: string, item: ReturnType<typeof account>) => {
    await world.put(accountKey(accountId), item);
    await world.put(contactKey(item.contact), { accountId, customerId: item.customerId });
  };
  const contacts = async () => (await world.itemsOf('CONTACT#')).map(({ pk }) => String(pk)).sort();
  return { ...world, putAccount, contacts };
}

describe('R2.6 an e-mail+mobile pair belongs to one person, under either secret', () => {
  const reservation = (pseudonyms: typeof older, customerId: string, round: number) => {
    const { contact, otherContacts } = contactPair(pseudonyms, `${round}.${email}`, mobile);
    const registration: Registration = {
      ...{ registrationId: `${customerId}-${round}`, state: 'pending', username: `${customerId}-${round}` },
      ...{ email, mobile, language: 'hu', customerId: `${customerId}-${round}`, contact },
      createdAt: now.toISOString(),
      expiresAt: now.getTime() / 1000 + 3600,
    };
    return { registration, otherContacts, tokenHash: `t-${customerId}-${round}` };
  };

  it('of two confirmations at once, one under each secret, one is refused', async () => {
    const { registrations } = await setup();
    for (let round = 0; round < 15; round++) {
      const confirmed = async (pseudonyms: typeof older, customerId: string) => {
        const asked = reservation(pseudonyms, customerId, round);
        const { registration } = asked;
        expect(await registrations.reserve(asked, now)).toMatchObject({ isRenewed: false });
        return () =>
          registrations.confirm(
            {
              ...{ registration, accountId: registration.registrationId, policies: [], remaining: [] },
              pair: { contact: registration.contact, otherContacts: asked.otherContacts },
            },
            now,
          );
      };
      const [one, other] = [await confirmed(older, 'C1'), await confirmed(newer, 'C2')];
      const outcomes = await Promise.all(round % 2 === 0 ? [one(), other()] : [other(), one()]);
      expect(outcomes.sort()).toEqual(['confirmed', 'contact-taken']);
    }
  });

  it('R2.3a a registration that nobody has confirmed holds it under neither', async () => {
    const { registrations, contacts } = await setup();
    await registrations.reserve(reservation(older, 'C1', 0), now);
    expect(await contacts()).toEqual([]);
  });

  it('refuses a changed contact that another customer holds under the old secret', async () => {
    const { client, putAccount } = await setup();
    await putAccount('sub-1', account(older));
    await putAccount('sub-2', account(newer, { email: 'other@example.org' }));
    const changes = dynamoContactChanges(client, 'portal');
    const wanted = contactPair(newer, email, mobile);
    expect(await changes.isFree(wanted, 'C1', now)).toBe(false);
    const change = {
      ...{ kind: 'email' as const, value: email, proof: 'p', triesLeft: 5, sessionsValidFrom: 0, confirmed: false },
      expiresAt: now.getTime() / 1000 + 3600,
    };
    await changes.put('sub-2', change);
    const pending = await changes.find('sub-2', 'email', now);
    if (!pending) throw new Error('no change');
    const apply = (pair: ContactPair) => changes.apply('sub-2', pending, { pair, notices: [] }, now);
    expect(await apply(wanted)).toBe('contact-taken');
    expect(await apply(contactPair(newer, 'new@example.org', mobile))).toBe('applied');
  });
});

describe('R4.1 recovery finds an account under either secret', () => {
  it.each([
    [older, newer],
    [newer, older],
  ])('written under one, asked for under the other', async (written, asked) => {
    const { client, putAccount } = await setup();
    await putAccount('sub-1', account(written));
    const { contact, otherContacts } = contactPair(asked, email, mobile);
    const recoveries = dynamoRecoveries(client, 'portal');
    expect(await recoveries.find([contact, ...otherContacts])).toMatchObject({ accountId: 'sub-1' });
    expect(await recoveries.find([contact])).toBeUndefined();
  });
});

describe('rekeying contacts', () => {
  it('puts account and claim under the current secret; a second run changes nothing', async () => {
    const { client, putAccount, contacts, itemsOf } = await setup();
    await putAccount('sub-1', account(older));
    await putAccount('sub-2', { ...account(older, { email: 'other@example.org' }), customerId: 'C2' });
    expect(await rekeyContacts(client, 'portal', newer, now)).toEqual({ rekeyed: 2, changedMeanwhile: 0 });
    const { contact } = contactPair(newer, email, mobile);
    const accounts = await itemsOf('ACCOUNT#');
    expect(accounts.map(({ contact: of }) => `CONTACT#${of}`).sort()).toEqual(await contacts());
    expect(await contacts()).toContain(`CONTACT#${contact}`);
    expect(await rekeyContacts(client, 'portal', newer, now)).toEqual({ rekeyed: 0, changedMeanwhile: 0 });
  });

  it('R2.6 ignores expired claims under the new secret, and keeps those of other customers', async () => {
    const { client, put, putAccount, contacts } = await setup();
    await putAccount('sub-1', account(older));
    const { contact } = contactPair(newer, email, mobile);
    const claim = { reservedFor: 'sub-2', customerId: 'C2', expiresAt: now.getTime() / 1000 };
    await put(contactKey(contact), { ...claim, expiresAt: claim.expiresAt + 60 });
    expect(await rekeyContacts(client, 'portal', newer, now)).toEqual({ rekeyed: 0, changedMeanwhile: 1 });
    await put(contactKey(contact), claim);
    expect(await rekeyContacts(client, 'portal', newer, now)).toEqual({ rekeyed: 1, changedMeanwhile: 0 });
    expect(await contacts()).toEqual([`CONTACT#${contact}`]);
  });

  it('R10.2 still applies a waiting correction', async () => {
    const { client, putAccount, itemsOf, contacts } = await setup();
    const held = account(older);
    await putAccount('sub-1', held);
    const act = { agent: 'a', at: now, whom: 'C1', identificationId: 'i-1', what: 'email-correction-begun' as const };
    await dynamoIdentifications(client, actTablesIn('portal')).open(
      { identificationId: 'i-1', agent: 'a', customerId: 'C1', marks: [], expiresAt: now.getTime() / 1000 + 900 },
      act,
    );
    const pair = contactPair(older, 'new@example.org', mobile);
    const from = new Date(now.getTime() + 72 * 3_600_000);
    const waiting = {
      ...{ kind: 'email' as const, to: 'new@example.org', ...pair, customerId: 'C1', replaces: held.contact },
      ...{ correctionId: 'c-1', from: from.toISOString(), stopHash: 'h' },
    };
    const corrections = dynamoCorrections(client, actTablesIn('portal'));
    expect(await corrections.begin({ ...held, accountId: 'sub-1' }, waiting, act)).toBe('done');
    // Reserved for the account, under the other secret too.
    const { isFree } = dynamoContactChanges(client, 'portal');
    expect(await isFree(contactPair(newer, 'new@example.org', mobile), 'C2', now)).toBe(false);
    expect(await isFree(contactPair(newer, 'new@example.org', mobile), 'C1', now)).toBe(true);
    expect(await rekeyContacts(client, 'portal', newer, now)).toMatchObject({ rekeyed: 1 });
    const applying = dynamoWaitingCorrections(client, actTablesIn('portal'));
    const { due } = await applying.due(from);
    expect(due.map(({ accountId }) => accountId)).toEqual(['sub-1']);
    const [{ dueKey } = { dueKey: 'none' }] = due;
    expect(await applying.carryOut({ accountId: 'sub-1', dueKey }, from)).toBe('applied');
    expect((await itemsOf('ACCOUNT#sub-1'))[0]).toMatchObject({ email: 'new@example.org', contact: pair.contact });
    expect(await contacts()).toEqual([`CONTACT#${pair.contact}`]);
  });

  it('R10.2 refuses a correction to a contact that another customer holds under the old secret', async () => {
    const { client, putAccount } = await setup();
    await putAccount('sub-1', account(older));
    const other = { ...account(newer, { email: 'other@example.org' }), customerId: 'C2' };
    await putAccount('sub-2', other);
    const act = { agent: 'a', at: now, whom: 'C2', identificationId: 'i-2', what: 'email-corrected' as const };
    await dynamoIdentifications(client, actTablesIn('portal')).open(
      { identificationId: 'i-2', agent: 'a', customerId: 'C2', marks: [], expiresAt: now.getTime() / 1000 + 900 },
      act,
    );
    const wanted = { kind: 'email' as const, to: email, ...contactPair(newer, email, mobile) };
    expect(
      await dynamoCorrections(client, actTablesIn('portal')).apply({ ...other, accountId: 'sub-2' }, wanted, act),
    ).toBe('contact-taken');
  });
});
