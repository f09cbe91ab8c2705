import { describe, expect, it } from 'vitest';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { contactKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import { anIdentity, testPseudonyms } from '#test/builders/identity.ts';
import { aRow } from '#test/builders/registry.ts';
import { setupRegistration } from '#test/support/registration-setup.ts';

const anna = { familyName: 'Próba', givenName: 'Anna', birthFamilyName: '', birthGivenName: '' };
const annasRow = aRow({ policyNumber: 'P-2', customerId: 'C2', identity: anIdentity(anna) });
const asAnna = { ...anna, birthFamilyName: 'Próba', birthGivenName: 'Anna' };
const problem = (code: string, more: object = {}) => ({ body: { type: `/problems/${code}`, ...more } });

describe('R2 register', () => {
  it('identifies the person, keeps the registration and mails the link; the token is kept only as its hash', async () => {
    const portal = await setupRegistration();
    const answer = await portal.register();
    expect(answer).toMatchObject({ status: 202, body: { registrationId: expect.stringMatching(/^[\w-]{22}$/) } });
    expect(portal.mails.map(({ to }) => to)).toEqual(['eva@example.org']);
    expect(JSON.stringify(await portal.items())).not.toContain(portal.token());
  });

  it('R2.4 accepts data that are equal after normalising', async () => {
    const portal = await setupRegistration();
    const identity = { familyName: 'dr. MINTA', birthPlace: 'Gyor, Magyarország', mothersFamilyName: ' teszt ' };
    expect(await portal.register({ identity })).toMatchObject({ status: 202 });
  });

  it.each([
    ['another given name', { givenName: 'Eszter' }],
    ['another birth date', { birthDate: '1980-03-01' }],
    ["another mother's name", { mothersGivenName: 'Anna' }],
  ])('R2.3 %s: the same answer, with the helpline, and nothing is reserved', async (_what, identity) => {
    const portal = await setupRegistration();
    expect(await portal.register({ identity })).toMatchObject({
      status: 422,
      ...problem('identification-failed', { helpline: '(06 1/20/30/70) 335 3355' }),
    });
    expect(await portal.itemsOf('REGISTRATION')).toEqual([]);
  });

  it('R2.3 R9.2a refuses two registry persons with the same data in the same way', async () => {
    const portal = await setupRegistration([aRow(), aRow({ policyNumber: 'P-9', customerId: 'C9' })]);
    expect(await portal.register()).toMatchObject(problem('identification-failed'));
  });

  it('R2.3 limits failed identifications per person; a successful one between them costs nothing', async () => {
    const portal = await setupRegistration();
    const wrong = { identity: { mothersGivenName: 'Anna' } };
    await portal.register();
    for (let attempt = 1; attempt <= 5; attempt++) expect((await portal.register(wrong)).status).toBe(422);
    const limited = await portal.register();
    expect(limited).toMatchObject({ status: 429, body: { helpline: expect.any(String) } });
    expect(Number(limited.headers['retry-after'])).toBe(24 * 3600);
    portal.time.now = new Date(portal.time.now.getTime() + 24 * 3600 * 1000);
    expect((await portal.register()).status).toBe(202);
  });

  it('R2.3 limits failed identifications per address, for any person', async () => {
    const portal = await setupRegistration();
    const year = (attempt: number) => ({ identity: { birthDate: `19${60 + attempt}-01-01` } });
    for (let attempt = 1; attempt <= 8; attempt++) expect((await portal.register(year(attempt))).status).toBe(422);
    expect((await portal.register(year(9))).status).toBe(429);
  });

  it('attempts in parallel do not pass the limit together', async () => {
    const portal = await setupRegistration();
    const wrong = { identity: { mothersGivenName: 'Anna' } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => portal.register(wrong)));
    expect(answers.map(({ status }) => status).sort()).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
  });

  it.each([
    ['only-postal-cheque', { paymentMethod: 'postal-cheque' }],
    ['no-eligible-policy', { paymentMethod: 'card' }],
    ['no-eligible-policy', { state: 'terminated', paymentMethod: 'postal-cheque' }],
    ['no-eligible-policy', { product: 'other' }],
  ] as const)('R2.2 not eligible: %s', async (reason, changes) => {
    const portal = await setupRegistration([aRow(changes)]);
    expect(await portal.register()).toMatchObject({ status: 422, ...problem('not-eligible', { reason }) });
  });

  it('R2.5 refuses a landline and names the field', async () => {
    const portal = await setupRegistration();
    const answer = await portal.register({ mobile: '06 1 335 3355' });
    expect(answer).toMatchObject({ status: 400, ...problem('invalid-fields', { fields: ['mobile'] }) });
  });

  it('R2.6 a username or an e-mail+mobile pair of another customer is refused; an e-mail alone is shared', async () => {
    const portal = await setupRegistration([aRow(), annasRow]);
    await portal.register();
    await portal.confirm(portal.token());
    const another = { identity: asAnna, mobile: '06 30 765 4321', username: 'proba.anna' };
    expect(await portal.register({ ...another, username: 'minta.eva' })).toMatchObject(problem('username-taken'));
    expect(await portal.register({ ...another, email: 'EVA@example.org', mobile: '+36301234567' })).toMatchObject(
      problem('contact-taken'),
    );
    expect(await portal.register(another)).toMatchObject({ status: 202 });
  });

  it('R2.3 reveals nothing about usernames or contacts before the person is identified', async () => {
    const portal = await setupRegistration();
    await portal.register();
    await portal.confirm(portal.token());
    expect(await portal.register({ identity: { givenName: 'Nobody' } })).toMatchObject(
      problem('identification-failed'),
    );
  });

  it('R2.6 a new registration of the person replaces the pending one, and tells its address so, once', async () => {
    const portal = await setupRegistration([aRow(), annasRow]);
    await portal.register({ email: 'mistyped@example.org' });
    const earlier = portal.token();
    expect((await portal.register({ username: 'eva2' })).status).toBe(202);
    expect(await portal.confirm(earlier)).toMatchObject({ status: 410 });
    // The form comes twice: one registration, and no second mail to the address that was left.
    expect((await portal.register({ username: 'eva2' })).status).toBe(202);
    const left = portal.mails.filter(({ to }) => to === 'mistyped@example.org');
    expect(left.map(({ content }) => content.action === undefined)).toEqual([false, true]);
    expect(await portal.itemsOf('REGISTRATION')).toHaveLength(1);
    expect(JSON.stringify(await portal.items())).not.toContain('mistyped');
    expect((await portal.confirm(portal.token())).status).toBe(201);
  });

  it('R2.6 a mail to the replaced address that was not taken is sent when the same form comes again', async () => {
    const portal = await setupRegistration();
    await portal.register({ email: 'mistyped@example.org' });
    portal.works.mail = false;
    expect((await portal.register()).status).toBe(503);
    portal.works.mail = true;
    expect((await portal.register()).status).toBe(202);
    expect(portal.mails.map(({ to }) => to)).toEqual([
      'mistyped@example.org',
      'mistyped@example.org',
      'eva@example.org',
    ]);
  });

  it.each([
    ['username', { mobile: '06 30 765 4321' }, 'username-taken'],
    ['contact', { username: 'proba.anna' }, 'contact-taken'],
  ] as const)(
    'R2.3a an unconfirmed %s is nobody’s: of two the first who confirms has it',
    async (_what, over, code) => {
      for (const first of ['eva', 'anna'] as const) {
        const portal = await setupRegistration([aRow(), annasRow]);
        await portal.register();
        const tokens = { eva: portal.token(), anna: '' };
        expect((await portal.register({ identity: asAnna, ...over })).status).toBe(202);
        tokens.anna = portal.token();
        expect((await portal.confirm(tokens[first])).status).toBe(201);
        const late = first === 'eva' ? 'anna' : 'eva';
        expect(await portal.confirm(tokens[late])).toMatchObject({ status: 409, ...problem(code) });
        // The same links again: the same answers.
        expect((await portal.confirm(tokens[first])).status).toBe(201);
        expect(await portal.confirm(tokens[late])).toMatchObject({ status: 409, ...problem(code) });
        expect([portal.sms.length, portal.users.size]).toEqual([1, 1]);
      }
    },
  );

  it('R2.3a when two press their buttons at the same moment, one gets the account and the other the reason', async () => {
    const portal = await setupRegistration([aRow(), annasRow]);
    await portal.register();
    const evas = portal.token();
    await portal.register({ identity: asAnna });
    const answers = await Promise.all([portal.confirm(evas), portal.confirm(portal.token())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect([portal.sms.length, portal.users.size]).toEqual([1, 1]);
  });

  it('R2.3a what an earlier version reserved for a registration that nobody confirmed counts as nothing', async () => {
    const portal = await setupRegistration([aRow(), annasRow]);
    await portal.register();
    const { contact } = contactPair(testPseudonyms, 'eva@example.org', '+36301234567');
    const reserved = { registrationId: 'S'.repeat(22), customerId: 'C5', expiresAt: 2_000_000_000 };
    for (const key of [usernameKey('minta.eva'), contactKey(contact)]) await portal.put(key, reserved);
    expect((await portal.register({ identity: asAnna })).status).toBe(202);
    expect((await portal.confirm(portal.token())).status).toBe(201);
  });

  it.each(['one after the other', 'at once'])(
    'R2.6 the form sent twice, %s, is one registration, and the link of either mail leads to it',
    async (how) => {
      for (const pressed of [0, 1]) {
        const portal = await setupRegistration();
        const answers =
          how === 'at once'
            ? await Promise.all([portal.register(), portal.register()])
            : [await portal.register(), await portal.register()];
        expect(answers.map(({ status }) => status)).toEqual([202, 202]);
        expect(answers[0]?.body).toEqual(answers[1]?.body);
        expect(await portal.itemsOf('REGISTRATION')).toHaveLength(1);
        const tokens = portal.mails.map(({ content }) => content.action?.url.split('#token=')[1] ?? '');
        expect(new Set(tokens).size).toBe(2);
        expect((await portal.confirm(tokens[pressed] ?? '')).status).toBe(201);
        // The other one is answered as a second press of the button is.
        expect((await portal.confirm(tokens[1 - pressed] ?? '')).status).toBe(201);
      }
    },
  );

  it('R2.3a when two customers ask for the same username and contact at once, both get their mail', async () => {
    const portal = await setupRegistration([aRow(), annasRow]);
    const answers = await Promise.all([portal.register(), portal.register({ identity: asAnna })]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(portal.mails).toHaveLength(2);
  });

  it('R12.2 names the field of an address that never takes mail, and keeps nothing of the registration', async () => {
    const portal = await setupRegistration();
    const before = await portal.items();
    portal.works.address = false;
    const answer = await portal.register();
    expect(answer).toMatchObject({ status: 400, ...problem('invalid-fields', { fields: ['email'] }) });
    expect(JSON.stringify(answer.body)).not.toContain('eva@example.org');
    const added = (await portal.items()).filter(({ pk }) => !before.some((item) => item.pk === pk));
    expect(added.filter(({ sk }) => sk !== 'LIMIT')).toEqual([]);
    portal.works.address = true;
    expect((await portal.register({ email: 'eva@example.com' })).status).toBe(202);
  });

  it('reports a mail that was refused; registering again sends another', async () => {
    const portal = await setupRegistration();
    portal.works.mail = false;
    expect((await portal.register()).status).toBe(503);
    portal.works.mail = true;
    expect((await portal.register()).status).toBe(202);
  });
});
