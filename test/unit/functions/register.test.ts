import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { hashToken } from '#shared/customers/registration/tokens.ts';
import { limitWindow, networkWindow } from '#shared/platform/limits/limits.ts';
import { anIdentity, pseudonymsOf, testPseudonyms } from '#test/builders/identity.ts';
import { testLimitName } from '#test/builders/memory-limits.ts';
import { aPolicy } from '#test/builders/registry.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { application, asSomebodyElse, call, helpline, noon, renewed, setup } from './register-setup.ts';

/** The token of the link in a mail. */
const tokenOf = ({ content }: ReturnType<typeof setup>['sent'][number]) =>
  content.action?.url.split('/confirm#token=')[1] ?? '';

describe('register', () => {
  it('R2.6 keeps the registration for 24 hours, with the mobile in E.164', async () => {
    const { endpoint, reserved } = setup();
    const { status, body } = await answerOf(endpoint, call);
    expect(status).toBe(202);
    const { contact } = contactPair(testPseudonyms, 'eva@example.org', '+36301234567');
    expect(reserved.map(({ registration }) => registration)).toEqual([
      {
        ...{ ...body, state: 'pending', username: 'minta.eva', email: 'eva@example.org', mobile: '+36301234567' },
        ...{ language: 'hu', customerId: 'C1', contact, secretVersion: 't1', createdAt: noon.toISOString() },
        expiresAt: Date.parse('2027-02-01T12:00:00Z') / 1000,
      },
    ]);
  });

  it('R2.1 mails to the Punycode form of an international domain, and keeps that', async () => {
    const { endpoint, sent, reserved } = setup();
    const email = v.parse(endpoint.contract.body.entries.email, 'info@árvíztűrő.hu');
    await answerOf(endpoint, { ...call, body: { ...application, email } });
    expect(sent.map(({ to }) => to)).toEqual(['info@xn--rvztr-wqa0gx3bwi.hu']);
    expect(reserved.map(({ registration: { email } }) => email)).toEqual(['info@xn--rvztr-wqa0gx3bwi.hu']);
  });

  it('R2.7 mails the link; of its token only the hash is kept', async () => {
    const { endpoint, sent, reserved } = setup();
    await answerOf(endpoint, call);
    expect(sent).toMatchObject([{ to: 'eva@example.org', purpose: 'confirmation', content: { lines: ['minta.eva'] } }]);
    const [token = ''] = sent.map(tokenOf);
    expect(reserved.map(({ tokenHash }) => tokenHash)).toEqual([hashToken(token)]);
    expect(JSON.stringify(reserved)).not.toContain(token);
  });

  it('R2.6 the form sent twice: the mail’s link leads to the earlier registration', async () => {
    const { endpoint, sent, reserved } = setup({ outcome: 'renewed' });
    expect((await answerOf(endpoint, call)).body).toEqual({ registrationId: renewed.registrationId });
    expect(sent.map(tokenOf).map(hashToken)).toEqual(reserved.map(({ tokenHash }) => tokenHash));
  });

  it('R2.6 the address of a registration that it replaces gets one mail, in its language, without a link or a name', async () => {
    const { endpoint, sent, settled } = setup({ replaces: { email: 'mistyped@example.org', language: 'en' } });
    const { body } = await answerOf(endpoint, call);
    expect(sent.map(({ to, language, purpose }) => [to, language, purpose])).toEqual([
      ['mistyped@example.org', 'en', 'registration-replaced'],
      ['eva@example.org', 'hu', 'confirmation'],
    ]);
    expect(settled).toEqual([body?.registrationId]);
    expect(sent[0]?.content.action).toBeUndefined();
    for (const personal of ['Minta', 'minta.eva', 'eva@example.org', '1234567'])
      expect(JSON.stringify(sent[0]?.content)).not.toContain(personal);
  });

  it.each(['already-registered', 'username-taken', 'contact-taken'] as const)('R2.6 %s: no mail', async (outcome) => {
    const { endpoint, sent } = setup({ outcome });
    expect((await problemOf(endpoint, call)).code).toBe(outcome);
    expect(sent).toEqual([]);
  });

  it('R2.3 a person whom the registry does not have: the helpline, and nothing is reserved', async () => {
    const { endpoint, reserved } = setup({ outcome: 'username-taken' });
    expect(await problemOf(endpoint, asSomebodyElse)).toEqual({ code: 'identification-failed', details: { helpline } });
    expect(reserved).toEqual([]);
  });

  it('R2.3a counts a failed identification against the person on this network, the network and the person; a right one costs none', async () => {
    const failed = setup();
    await problemOf(failed.endpoint, asSomebodyElse);
    const person = pseudonymsOf({ givenName: 'Eszter' }).identityKey;
    const network = testLimitName('identify-network', '192.0.2.1');
    const both = testLimitName('identify-person-network', person, '192.0.2.1');
    expect(failed.counted()).toEqual({
      [`IDENTIFY-PERSON-NETWORK#${both}`]: 1,
      [`IDENTIFY-NETWORK#${network}`]: 1,
      [`IDENTIFY-PERSON#${person}`]: 1,
    });

    const right = setup();
    await answerOf(right.endpoint, call);
    const identifying = Object.entries(right.counted()).filter(([kind]) => kind.startsWith('IDENTIFY'));
    expect(identifying.map(([, count]) => count)).toEqual([0, 0, 0]);
  });

  const wrong = { ...call, body: { ...application, identity: anIdentity({ mothersGivenName: 'Anna' }) } };
  const from = (network: number, what = call) => ({ ...what, viewerAddress: `198.51.100.${network}` });

  it('R2.3a after a person’s most failures on one network the right data are refused there for a day, and nowhere else', async () => {
    const { endpoint, reserved } = setup();
    for (let attempt = 1; attempt <= 30; attempt++) await problemOf(endpoint, wrong);
    expect(await problemOf(endpoint, call)).toEqual({
      ...{ code: 'too-many-requests', details: { helpline }, retryAfterSeconds: limitWindow },
    });
    expect(reserved).toEqual([]);
    await answerOf(endpoint, from(1));
    expect(reserved).toHaveLength(1);
  });

  it('R2.3a a person’s failures on all networks end at a higher number', async () => {
    const { endpoint } = setup();
    for (const network of [1, 2, 3])
      for (let attempt = 1; attempt <= 2; attempt++) await problemOf(endpoint, from(network, wrong));
    expect((await problemOf(endpoint, from(4))).code).toBe('too-many-requests');
  });

  it('R2.3a a network that has failed too often for all kinds of persons is slowed down for minutes, not for a day', async () => {
    const { endpoint } = setup();
    for (const year of [1981, 1982, 1983]) {
      const identity = anIdentity({ birthDate: `${year}-01-01` });
      await problemOf(endpoint, { ...call, body: { ...application, identity } });
    }
    expect(await problemOf(endpoint, call)).toMatchObject({
      ...{ code: 'too-many-requests', retryAfterSeconds: networkWindow },
    });
    await answerOf(endpoint, from(1));
  });

  it('R2.3a one person may register 20 times a day on one network; who knows their data keeps them from no other', async () => {
    const { endpoint } = setup();
    for (let attempt = 1; attempt <= 20; attempt++) await answerOf(endpoint, call);
    expect((await problemOf(endpoint, call)).code).toBe('too-many-requests');
    await answerOf(endpoint, from(1));
  });

  it.each([
    ['only-postal-cheque', { paymentMethod: 'postal-cheque' }],
    ['no-eligible-policy', { state: 'terminated' }],
  ] as const)('R2.2 not eligible, %s: nothing is reserved', async (reason, changes) => {
    const { endpoint, reserved } = setup({ policies: [aPolicy(changes)] });
    expect(await problemOf(endpoint, call)).toEqual({ code: 'not-eligible', details: { reason } });
    expect(reserved).toEqual([]);
  });

  it('R2.5 a landline is refused with the name of its field, before anybody is identified', async () => {
    const { endpoint, counted } = setup();
    const landline = { ...call, body: { ...application, mobile: '06 1 335 3355' } };
    expect(await problemOf(endpoint, landline)).toEqual({ code: 'invalid-fields', details: { fields: ['mobile'] } });
    expect(counted()).toEqual({});
  });

  it('R9.2a equal data under two customerIds are refused, or count as one person, as the setting says', async () => {
    const customerIds = ['C1', 'C2'];
    const refused = setup({ customerIds });
    expect((await problemOf(refused.endpoint, call)).code).toBe('identification-failed');
    const joined = setup({ customerIds, several: 'join', known: 'C2' });
    await answerOf(joined.endpoint, call);
    expect(joined.reserved.map(({ registration }) => registration.customerId)).toEqual(['C2']);
  });

  it('R12.2 an address that never takes mail: names the field and takes the reservation back', async () => {
    const { endpoint, reserved, withdrawn, fail } = setup();
    fail('rejected');
    expect(await problemOf(endpoint, call)).toEqual({ code: 'invalid-fields', details: { fields: ['email'] } });
    expect(withdrawn).toEqual(reserved.map(({ registration, tokenHash }) => [registration, tokenHash]));
  });

  it('a mail that is refused for the moment: busy, and the reservation stays', async () => {
    const { endpoint, withdrawn, fail } = setup();
    fail('throttled');
    expect((await problemOf(endpoint, call)).code).toBe('busy');
    expect(withdrawn).toEqual([]);
  });
});
