import { describe, expect, it } from 'vitest';
import { accountIdOf } from '#shared/customers/accounts/unclaimed-users.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import {
  accountKey,
  contactKey,
  enrolmentKey,
  guardKey,
  personKey,
  registrationKey,
  unclaimedUserKey,
  usernameKey,
} from '#shared/platform/tables/portal-keys.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { aPolicy, aRow } from '#test/builders/registry.ts';
import { type RegistrationSetup, setupRegistration } from '#test/support/registration-setup.ts';
import { sweepUsers } from '../../../../functions/finish-cancelling/sweep-users.ts';

const problem = (code: string, more: object = {}) => ({ body: { type: `/problems/${code}`, ...more } });
const id = (answer: { body: unknown }) => JSON.stringify(answer.body).match(/[\w-]{22}(?=")/)?.[0] ?? '';
/** The accounts themselves, without their other items. */
const accountsOf = async (portal: RegistrationSetup) =>
  (await portal.itemsOf('ACCOUNT')).filter(({ sk }) => sk === 'ACCOUNT');

describe('R2.7–R2.10 confirm', () => {
  it('opens the account, enrols the eligible policies and sends the password by SMS', async () => {
    const cheque = aRow({ policyNumber: 'P-3', paymentMethod: 'postal-cheque' });
    const portal = await setupRegistration([aRow(), aRow({ policyNumber: 'P/2', product: 'kgfb' }), cheque]);
    const registered = await portal.register();
    expect(await portal.preview(portal.token())).toMatchObject({
      status: 200,
      body: {
        mobile: '+36 30 *** **67',
        policies: expect.arrayContaining([{ product: 'home', policyNumber: '**1' }]),
      },
    });
    await portal.put(guardKey('minta.eva'), { strikes: 3, lockedUntil: 'later' });
    const answer = await portal.confirm(portal.token());
    expect(answer).toMatchObject({
      status: 201,
      body: { username: 'minta.eva', mobile: '+36 30 *** **67', passwordSms: 'sent', registrationId: id(registered) },
    });
    expect(portal.sms).toEqual([{ to: '+36301234567', password: portal.users.get('minta.eva')?.password }]);
    const [account] = await accountsOf(portal);
    const accountId = accountIdOf(id(registered));
    expect(account).toMatchObject({
      ...accountKey(accountId),
      state: 'active',
      customerId: 'C1',
      registrationId: id(registered),
      mobile: '+36301234567',
    });
    for (const kind of ['PERSON', 'USERNAME', 'CONTACT'])
      expect(await portal.itemsOf(kind)).toEqual([{ pk: expect.any(String), sk: kind, accountId, customerId: 'C1' }]);
    const enrolled = (await portal.itemsOf('ENROLMENT')).map(({ policyNumber }) => policyNumber).sort();
    expect(enrolled).toEqual(['P-1', 'P/2']);
    const changes = await portal.itemsOf('CHANGES');
    expect(changes).toHaveLength(2);
    expect(changes[0]).toMatchObject({ type: 'eposta-enrolled', customerId: 'C1', consentAt: expect.any(String) });
    expect(await portal.itemsOf('GUARD')).toEqual([]);
  });

  it('the same token again gives the same 201, without a second SMS', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const first = await portal.confirm(portal.token());
    expect(await portal.confirm(portal.token())).toEqual(first);
    expect(portal.sms).toHaveLength(1);
    expect(await portal.preview(portal.token())).toMatchObject({ status: 410 });
  });

  it('parallel presses make one account and one SMS', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const answers = await Promise.all([1, 2, 3].map(() => portal.confirm(portal.token())));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(portal.sms).toEqual([{ to: '+36301234567', password: portal.users.get('minta.eva')?.password }]);
    expect(await accountsOf(portal)).toHaveLength(1);
  });

  it('of parallel transactions one confirms, and the others are overtaken', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const link = await portal.registrations.findByToken(hashToken(portal.token()), portal.time.now);
    if (!link) throw new Error('no registration');
    const { email, mobile } = link.registration;
    const pair = contactPair(testPseudonyms, email, mobile);
    const confirmation = { ...link, pair, accountId: 'sub-1', policies: [aPolicy()], remaining: [] };
    const confirm = () => portal.registrations.confirm(confirmation, portal.time.now);
    expect((await Promise.all([confirm(), confirm(), confirm()])).sort()).toEqual([
      'confirmed',
      'overtaken',
      'overtaken',
    ]);
  });

  it('R2.7 the link is valid for 24 hours, to the second, even if the item still exists', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const registeredAt = portal.time.now.getTime();
    portal.time.now = new Date(registeredAt + 24 * 3600 * 1000 + 600);
    expect(await portal.confirm(portal.token())).toMatchObject({ status: 410 });
    portal.time.now = new Date(registeredAt + 24 * 3600 * 1000 - 1);
    expect(await portal.confirm(portal.token())).toMatchObject({ status: 201 });
  });

  it('R2.9 reports an SMS that cannot be sent, and keeps the account', async () => {
    const portal = await setupRegistration();
    await portal.register();
    portal.works.sms = false;
    const answer = await portal.confirm(portal.token());
    expect(answer).toMatchObject({ status: 201, body: { passwordSms: 'failed' } });
    expect(await accountsOf(portal)).toHaveLength(1);
  });

  it('R2.10 enrols only what the page named, and only if it is still eligible', async () => {
    const portal = await setupRegistration([aRow(), aRow({ policyNumber: 'P-2' })]);
    await portal.register();
    await portal.preview(portal.token());
    await portal.importRows(aRow({ policyNumber: 'P-2', state: 'terminated' }), aRow({ policyNumber: 'P-3' }));
    expect((await portal.confirm(portal.token())).status).toBe(201);
    expect((await portal.itemsOf('ENROLMENT')).map(({ policyNumber }) => policyNumber)).toEqual(['P-1']);
  });

  it('R2.10 a link open in two tabs enrols only what both named', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const first = await portal.preview(portal.token());
    await portal.importRows(aRow({ policyNumber: 'P-2' }));
    // The second tab names only policies that the first tab named too.
    expect((await portal.preview(portal.token())).body).toEqual(first.body);
    expect((await portal.confirm(portal.token())).status).toBe(201);
    expect((await portal.itemsOf('ENROLMENT')).map(({ policyNumber }) => policyNumber)).toEqual(['P-1']);

    const shrunk = await setupRegistration([aRow(), aRow({ policyNumber: 'P-2' })]);
    await shrunk.register();
    await shrunk.preview(shrunk.token());
    await shrunk.importRows(aRow({ policyNumber: 'P-2', state: 'terminated' }));
    await Promise.all([shrunk.preview(shrunk.token()), shrunk.preview(shrunk.token())]);
    await shrunk.importRows(aRow({ policyNumber: 'P-2' }));
    await shrunk.confirm(shrunk.token());
    expect((await shrunk.itemsOf('ENROLMENT')).map(({ policyNumber }) => policyNumber)).toEqual(['P-1']);
  });

  it('R2.10 a page that named no policy may name some later', async () => {
    const portal = await setupRegistration();
    await portal.register();
    await portal.importRows(aRow({ paymentMethod: 'postal-cheque' }));
    expect((await portal.preview(portal.token())).body).toMatchObject({ policies: [] });
    await portal.importRows(aRow());
    expect((await portal.preview(portal.token())).body).toMatchObject({ policies: [{ policyNumber: '**1' }] });
    expect((await portal.confirm(portal.token())).status).toBe(201);
  });

  it('R2.6 a link pressed twice while another registration replaces it is invalid, without an error', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const token = portal.token();
    const { confirm } = portal.registrations;
    const both = Promise.withResolvers<void>();
    let presses = 0;
    Object.assign(portal.registrations, {
      async confirm(...given: Parameters<typeof confirm>) {
        if (++presses === 2) {
          await portal.register({ email: 'other@example.org' });
          both.resolve();
        }
        await both.promise;
        return confirm(...given);
      },
    });
    const answers = await Promise.all([portal.confirm(token), portal.confirm(token)]);
    expect(answers.map(({ status }) => status)).toEqual([410, 410]);
    expect(portal.users.size).toBe(0);
    expect((await portal.confirm(portal.token())).status).toBe(201);
    expect(portal.users.get('minta.eva')?.password).toBe(portal.sms.at(-1)?.password);
  });

  it('R2.8 an account whose first SMS is uncertain gets the same password again, unless one was chosen', async () => {
    const portal = await setupRegistration();
    await portal.register();
    const { setTemporaryPassword } = portal.credentials;
    const set: string[] = [];
    Object.assign(portal.credentials, {
      async setTemporaryPassword(...given: Parameters<typeof setTemporaryPassword>) {
        set.push(given[1]);
        await setTemporaryPassword(...given);
      },
    });
    await portal.confirm(portal.token());
    // Made with it: nothing to set.
    expect(set).toEqual([]);
    const [registration] = await portal.itemsOf('REGISTRATION');
    const { passwordSms: _, ...unknown } = registration ?? {};
    await portal.put(registrationKey(String(unknown.registrationId)), unknown);
    await portal.confirm(portal.token());
    expect(set).toEqual([portal.sms[0]?.password]);
    expect(portal.sms[1]).toEqual(portal.sms[0]);
    expect(portal.users.get('minta.eva')?.password).toBe(portal.sms[1]?.password);
  });

  it('no policy is eligible any more: 409, and no user is created', async () => {
    const portal = await setupRegistration();
    await portal.register();
    await portal.importRows(aRow({ paymentMethod: 'postal-cheque' }));
    expect(await portal.confirm(portal.token())).toMatchObject({ status: 409, ...problem('not-eligible-any-more') });
    expect(portal.users.size).toBe(0);
    expect(await portal.itemsOf('ACCOUNT')).toEqual([]);
  });

  it.each([
    ['already-registered', personKey('C1')],
    ['username-taken', usernameKey('minta.eva')],
    ['contact-taken', undefined],
  ] as const)(
    'R2.3a %s by somebody who confirmed first: 409, nothing is written, no user is made',
    async (code, key) => {
      const portal = await setupRegistration();
      await portal.register();
      const { contact } = contactPair(testPseudonyms, 'eva@example.org', '+36301234567');
      await portal.put(key ?? contactKey(contact), { accountId: 'other', customerId: 'C5' });
      expect(await portal.confirm(portal.token())).toMatchObject({ status: 409, ...problem(code) });
      expect(await portal.itemsOf('ACCOUNT')).toEqual([]);
      expect(await portal.itemsOf('ENROLMENT')).toEqual([]);
      expect(portal.users.size).toBe(0);
    },
  );

  it('a policy that another account has enrolled stays there', async () => {
    const portal = await setupRegistration([aRow(), aRow({ policyNumber: 'P-2' })]);
    await portal.put(enrolmentKey('P-1'), { policyNumber: 'P-1', accountId: 'other', customerId: 'C5', since: 'then' });
    await portal.register();
    expect((await portal.confirm(portal.token())).status).toBe(201);
    const [account] = await accountsOf(portal);
    const enrolments = (await portal.itemsOf('ENROLMENT')).map(({ policyNumber, accountId }) => [
      policyNumber,
      accountId,
    ]);
    expect(enrolments.sort()).toEqual([
      ['P-1', 'other'],
      ['P-2', String(account?.pk).replace('ACCOUNT#', '')],
    ]);
  });

  it('a pool user without an account gives way to who has the username; one with an account does not', async () => {
    const portal = await setupRegistration();
    const registered = await portal.register();
    portal.users.set('minta.eva', { accountId: 'left', password: 'unknown' });
    expect((await portal.confirm(portal.token())).status).toBe(201);
    expect(portal.users.get('minta.eva')).toEqual({
      accountId: accountIdOf(id(registered)),
      password: portal.sms[0]?.password,
    });
    // That registration cannot be confirmed any more.
    expect(await portal.itemsOf('ACCOUNT#left')).toMatchObject([{ state: 'swept' }]);

    const other = await setupRegistration();
    await other.register();
    other.users.set('minta.eva', { accountId: 'used', password: 'theirs' });
    await other.put(accountKey('used'), { state: 'active' });
    expect(await other.confirm(other.token())).toMatchObject({ status: 500 });
    expect(other.users.get('minta.eva')?.password).toBe('theirs');
  });

  it('R2.8 the schedule sweeps a user that an earlier version left without an account', async () => {
    const portal = await setupRegistration();
    portal.users.set('minta.eva', { accountId: 'left', password: 'unknown' });
    const noted = { username: 'minta.eva', registrationId: 'S'.repeat(22), at: portal.time.now.getTime() };
    await portal.put(unclaimedUserKey('left'), noted);
    const sweep = sweepUsers({ unclaimed: portal.unclaimed, now: () => portal.time.now });
    expect(await sweep()).toEqual({ due: 0, failed: 0 });
    portal.time.now = new Date(portal.time.now.getTime() + 3_600_000);
    expect(await sweep()).toEqual({ due: 1, failed: 0 });
    expect(portal.users.size).toBe(0);
    expect(await sweep()).toEqual({ due: 0, failed: 0 });
  });
});

const manyPolicies = (count: number) =>
  Array.from({ length: count }, (_, at) => aRow({ policyNumber: `P-${100 + at}` }));

describe.each([
  ['one transaction', manyPolicies(2)],
  ['several transactions', manyPolicies(70)],
])('a crash at any call of confirm, with policies for %s', (_what, rows) => {
  it('ends in the same state after the same token again', async () => {
    for (const when of ['before', 'after'] as const)
      for (let call = 1; ; call++) {
        const portal = await setupRegistration(rows);
        await portal.register();
        portal.faults.arm({ call, when });
        const crashed = await portal.confirm(portal.token());
        const fell = portal.faults.disarm();
        if (!fell) {
          expect(crashed.status).toBe(201);
          expect(call).toBeGreaterThan(5);
          break;
        }
        const again = await portal.confirm(portal.token());
        expect({ when, call, status: again.status }).toEqual({ when, call, status: 201 });
        expect(again.body).toMatchObject({ username: 'minta.eva', passwordSms: 'sent' });
        expect(await accountsOf(portal)).toHaveLength(1);
        expect(await portal.itemsOf('ENROLMENT')).toHaveLength(rows.length);
        expect(await portal.itemsOf('CHANGES')).toHaveLength(rows.length);
        expect(new Set(portal.sms.map(({ password }) => password))).toEqual(
          new Set([portal.users.get('minta.eva')?.password]),
        );
      }
  });
});
