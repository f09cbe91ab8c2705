import { describe, expect, it } from 'vitest';
import { aCustomer, type Customer, inCapitals, unique } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { mailsTo, smsTo } from '#test/support/portal/control.ts';
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
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const tryRegister = (customer: Customer) =>
  callApi(portal, 'POST', 'registrations', {
    body: registrationOf(customer),
    headers: { 'x-local-viewer-address': '192.0.2.78' },
  });
const press = (token: string) => callApi(portal, 'POST', 'registrations/confirmation', { body: { token } });

/** Two persons whose registrations want the same, with the tokens of their mails. */
async function rivals(same: (one: Customer) => Partial<Customer>) {
  const one = await anInsuredPerson(portal);
  const other = { ...(await anInsuredPerson(portal)), ...same(one) };
  const tokens: string[] = [];
  // Both may have one address: the newest mail there is whose registration came last.
  for (const customer of [one, other]) {
    await register(portal, customer);
    tokens.push(await confirmationToken(portal, customer));
  }
  const [first = '', second = ''] = tokens;
  return [
    { customer: one, token: first },
    { customer: other, token: second },
  ] as const;
}

/** They may register with something else at once. */
async function registersOtherwise(loser: Customer) {
  const { username, email, mobile, dialled } = aCustomer();
  await signUp(portal, { ...loser, username, email, mobile, dialled });
}

describe('R2.3a an unconfirmed registration reserves nothing: of two who want the same the first who confirms has it', () => {
  const cases: readonly (readonly ['username-taken' | 'contact-taken', (one: Customer) => Partial<Customer>])[] = [
    ['username-taken', ({ username }) => ({ username: username.toUpperCase() })],
    ['contact-taken', ({ email, mobile, dialled }) => ({ email, mobile, dialled })],
  ];

  it.each(cases)('%s: a stranger’s registration, earlier or later, does not keep me from mine', async (code, same) => {
    for (const mine of [0, 1] as const) {
      const both = await rivals(same);
      const [me, stranger] = [both[mine], both[mine === 0 ? 1 : 0]];
      await confirm(portal, me.token);
      expectProblem(await press(stranger.token), code);
      // The same button again: the same answers.
      await confirm(portal, me.token);
      expectProblem(await press(stranger.token), code);
      await chooseFirstPassword(portal, me.customer, await passwordFromSms(portal, me.customer));
      await registersOtherwise(stranger.customer);
      await signIn(portal, me.customer);
    }
  });

  it.each(cases)('%s: of two buttons pressed at the same moment one opens its account', async (code, same) => {
    for (let round = 0; round < 4; round++) {
      const both = await rivals(same);
      const pressed = round % 2 === 0 ? both : ([both[1], both[0]] as const);
      const answers = await Promise.all(pressed.map(({ token }) => press(token)));
      expect(tally(answers)).toEqual({ 201: 1, 409: 1 });
      const isFirst = answers[0]?.status === 201;
      const [winner, loser] = isFirst ? pressed : [pressed[1], pressed[0]];
      expectProblem(answers[isFirst ? 1 : 0] ?? expect.fail(), code);
      await chooseFirstPassword(portal, winner.customer, await passwordFromSms(portal, winner.customer));
      await registersOtherwise(loser.customer);
    }
  });

  it.each(cases)('%s: forms sent at the same moment bring each their mail', async (_code, same) => {
    const one = await anInsuredPerson(portal);
    expect(
      tally(await Promise.all([one, { ...(await anInsuredPerson(portal)), ...same(one) }].map(tryRegister))),
    ).toEqual({ 202: 2 });
  });

  it('R2.6 what an account has is refused at once, under any letter case', async () => {
    const holder = await aRegisteredPerson(portal);
    const { email, mobile, username } = holder;
    const wants = async (over: Partial<Customer>) => tryRegister({ ...(await anInsuredPerson(portal)), ...over });
    expectProblem(await wants({ username: username.toUpperCase() }), 'username-taken');
    expectProblem(await wants({ email: inCapitals(email), mobile }), 'contact-taken');
  });

  it('R2.6 a new registration of the same person replaces the pending one, and its address gets one mail that says so', async () => {
    const customer = await anInsuredPerson(portal);
    const mistyped = { ...customer, email: `eliras.${customer.email}` };
    await register(portal, mistyped);
    const replaced = await confirmationToken(portal, mistyped);
    await register(portal, customer);
    await register(portal, customer);
    const mails = await mailsTo(portal, mistyped.email);
    expect(mails.map(({ text }) => text.includes('#token='))).toEqual([true, false]);
    expect(mails[1]?.text).not.toContain(customer.email);
    expectProblem(await press(replaced), 'confirmation-expired');
    await confirm(portal, await confirmationToken(portal, customer));
  });
});

describe('R2.6', () => {
  it('an e-mail address alone may be shared', async () => {
    const one = await anInsuredPerson(portal);
    const other = { ...(await anInsuredPerson(portal)), email: one.email };
    expect(tally(await Promise.all([tryRegister(one), tryRegister(other)]))).toEqual({ 202: 2 });
  });

  it('a button pressed five times at once is one account, one SMS and the same answer', async () => {
    const customer = await anInsuredPerson(portal);
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
    const customer = await anInsuredPerson(portal);
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
