import { describe, expect, it } from 'vitest';
import { aCustomer, type Customer, inCapitals, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { smsTo } from '#test/support/portal/control.ts';
import { shortAnswer, tally, trySignIn } from '#test/support/portal/credentials.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  passwordFromSms,
  register,
  registrationOf,
  signIn,
  signInWith,
  signUp,
} from '#test/support/portal/customer.ts';
import { portalWithPersons } from '#test/support/portal/portal-of-file.ts';
import { allItems } from '#test/support/portal/stored-items.ts';

const { portal, nextPerson } = await portalWithPersons(40);

const tryRegister = (customer: Customer) =>
  callApi(portal, 'POST', 'registrations', {
    body: registrationOf(customer),
    headers: { 'x-local-viewer-address': '192.0.2.78' },
  });

describe('R2.6 when two persons register the same contact or name at the same moment, one wins', () => {
  const cases: readonly (readonly ['username-taken' | 'contact-taken', (one: Customer) => Partial<Customer>])[] = [
    ['username-taken', ({ username }) => ({ username: username.toUpperCase() })],
    ['contact-taken', ({ email, mobile, dialled }) => ({ email: inCapitals(email), mobile, dialled })],
  ];
  it.each(cases)('%s: the other gets 409, and the portal keeps nothing of them', async (code, same) => {
    for (let n = 0; n < 5; n++) {
      const one = nextPerson();
      const other = { ...nextPerson(), ...same(one) };
      // Whoever comes first wins, as a rule: each of them does.
      const both = n % 2 === 0 ? [one, other] : [other, one];
      const answers = await Promise.all(both.map(tryRegister));
      expect(tally(answers)).toEqual({ 202: 1, 409: 1 });
      const refused = answers[0]?.status === 409;
      expectProblem(answers[refused ? 0 : 1] ?? expect.fail(), code);
      const [loser = expect.fail(), winner = expect.fail()] = refused ? both : both.toReversed();
      expect((await allItems(portal, 'PortalTable')).filter((item) => item.includes(loser.customerId))).toEqual([]);
      await signUp(portal, winner);
      // The loser may register with something else at once.
      const { username, email, mobile, dialled } = aCustomer();
      await signUp(portal, { ...loser, username, email, mobile, dialled });
      await signIn(portal, winner);
    }
  });

  it('an e-mail address alone may be shared', async () => {
    const one = nextPerson();
    const other = { ...nextPerson(), email: one.email };
    expect(tally(await Promise.all([tryRegister(one), tryRegister(other)]))).toEqual({ 202: 2 });
  });

  it('a button pressed five times at once is one account, one SMS and the same answer', async () => {
    const customer = nextPerson();
    await register(portal, customer);
    const token = await confirmationToken(portal, customer);
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(portal, token)));
    expect(new Set(answers.map(({ body }) => body.registrationId)).size).toBe(1);
    const texts = await smsTo(portal, customer.dialled);
    expect(texts).toHaveLength(1);
    await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
  });
});

describe('R2.9 the first password again', () => {
  it('resending voids the earlier password and its challenge', async () => {
    const customer = nextPerson();
    const { username } = customer;
    const { body } = await register(portal, customer);
    const resend = () => callApi(portal, 'POST', `registrations/${body.registrationId}/password-sms`);
    await confirm(portal, await confirmationToken(portal, customer));
    const first = await passwordFromSms(portal, customer);
    const challenged = await signInWith(portal, username, first);
    const challengeToken = 'challengeToken' in challenged.body ? challenged.body.challengeToken : '';
    expect((await resend()).status).toBe(202);
    expect(await smsTo(portal, customer.dialled)).toHaveLength(2);
    expect(shortAnswer(await trySignIn(portal, username, first))).toBe('401:2');
    expectProblem(
      await callApi(portal, 'POST', 'session/new-password', {
        body: { username, challengeToken, newPassword: `elfogott ${unique(10)}` },
      }),
      'challenge-expired',
    );
    await chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
    await signIn(portal, customer);
    // Dead after the first choose-password.
    expectProblem(await resend(), 'registration-not-found');
    expect(await smsTo(portal, customer.dialled)).toHaveLength(2);
  });
});
