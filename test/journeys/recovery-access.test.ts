import { describe, expect, it } from 'vitest';
import { type Customer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { advance, allMails, mailsTo, passwordChecks } from '#test/support/portal/control.ts';
import { askForRecovery, bytesOf, shortAnswer, trySignIn } from '#test/support/portal/credentials.ts';
import {
  chooseFirstPassword,
  confirm,
  confirmationToken,
  lastMailTo,
  passwordFromSms,
  register,
  signIn,
  signInWith,
} from '#test/support/portal/customer.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

const guess = ({ username }: Customer) => trySignIn(portal, username, `guess ${unique(12)}`);

/** The mails with a temporary password, oldest first: the words that are alone on a line, as a person reads them. */
const recoveryMails = async ({ email, username }: Customer) =>
  (await mailsTo(portal, email)).flatMap(({ text }) => {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const password = lines.find((line) => /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(line));
    return lines.includes(username) && password ? [password] : [];
  });

/** Asks for a recovery and gives the temporary password of its mail. */
async function recover(customer: Customer): Promise<string> {
  const before = (await recoveryMails(customer)).length;
  expect((await askForRecovery(portal, customer.email, customer.mobile)).status).toBe(202);
  return eventually('the recovery mail', async () => (await recoveryMails(customer))[before]);
}

describe('R4.1 recovery of a locked account', () => {
  it('brings username and password, lifts the lock, and ends all earlier sessions and passwords', async () => {
    const customer = await aRegisteredPerson(portal);
    const { username, password } = customer;
    const old = await signIn(portal, customer);
    for (let n = 0; n < 3; n++) await guess(customer);
    expectProblem(await trySignIn(portal, username, password), 'locked');

    const temporary = await recover(customer);
    expectProblem(await callApi(portal, 'POST', 'session/refresh', { cookie: old.cookie }), 'session-ended');
    expectProblem(await callApi(portal, 'GET', 'account', { token: old.token }), 'session-ended');
    expectProblem(await callApi(portal, 'GET', 'documents', { token: old.token }), 'session-ended');
    // Not locked, and all three attempts left: the old password is wrong.
    expect(shortAnswer(await trySignIn(portal, username, password))).toBe('401:2');

    const chosen = { ...customer, password: `új jelszó ${unique(10)}` };
    const { token } = await chooseFirstPassword(portal, chosen, temporary);
    expect((await callApi(portal, 'GET', 'account', { token })).status).toBe(200);
    expect(shortAnswer(await trySignIn(portal, username, temporary))).toBe('401:2');
    await signIn(portal, chosen);
    await lastMailTo(portal, customer.email, /Megváltozott az ügyfélportálhoz tartozó jelszava/);
  });

  it('an earlier new-password challenge is void, also with the password that it was given for', async () => {
    const customer = await aRegisteredPerson(portal);
    const first = await recover(customer);
    const { body } = await signInWith(portal, customer.username, first);
    expect(body).toMatchObject({ challenge: 'new-password' });
    await recover(customer);
    const { username } = customer;
    const challengeToken = 'challengeToken' in body ? body.challengeToken : '';
    expectProblem(
      await callApi(portal, 'POST', 'session/new-password', {
        body: { username, challengeToken, newPassword: `ellopott ${unique(12)}` },
      }),
      'challenge-expired',
    );
    expect(shortAnswer(await trySignIn(portal, username, first))).toBe('401:2');
  });

  it('R4.3 works before the first sign-in, and voids the password of the SMS', async () => {
    const customer = await anInsuredPerson(portal);
    await register(portal, customer);
    await confirm(portal, await confirmationToken(portal, customer));
    const fromSms = await passwordFromSms(portal, customer);
    const temporary = await recover(customer);
    expect(shortAnswer(await trySignIn(portal, customer.username, fromSms))).toBe('401:2');
    await chooseFirstPassword(portal, customer, temporary);
    await signIn(portal, customer);
  });

  it('R3.2 a temporary password has no more guesses than any other, and a right one is no strike', async () => {
    const customer = await aRegisteredPerson(portal);
    const temporary = await recover(customer);
    const before = await passwordChecks(portal);
    expect([
      shortAnswer(await guess(customer)),
      shortAnswer(await guess(customer)),
      shortAnswer(await guess(customer)),
    ]).toEqual(['401:2', '401:1', '423']);
    expectProblem(await trySignIn(portal, customer.username, temporary), 'locked');
    expect((await passwordChecks(portal)) - before).toBe(3);

    const again = await recover(customer);
    for (let n = 0; n < 5; n++)
      expect((await signInWith(portal, customer.username, again)).body).toHaveProperty('challenge');
    expect(shortAnswer(await guess(customer))).toBe('401:2');
  });

  it('a temporary password expires after 24 hours: the neutral error, and recovery helps', async () => {
    const customer = await aRegisteredPerson(portal);
    const temporary = await recover(customer);
    await advance(portal, 'PT23H50M');
    expect((await signInWith(portal, customer.username, temporary)).body).toHaveProperty('challenge');
    await advance(portal, 'PT11M');
    const expired = await trySignIn(portal, customer.username, temporary);
    expect(shortAnswer(expired)).toBe('401:2');
    expect(bytesOf(expired)).toEqual(bytesOf(await guess({ ...customer, username: `nobody.${unique()}` })));
    await chooseFirstPassword(portal, customer, await recover(customer));
    await signIn(portal, customer);
  });
});

describe('R4.2 the answer is the same whether or not an account matched', () => {
  it('an unknown e-mail and a wrong mobile get the same bytes and no mail; a landline is named as no mobile', async () => {
    const customer = await aRegisteredPerson(portal);
    const { email, mobile } = customer;
    await allWorkedOff(portal);
    const before = (await allMails(portal)).length;
    const wrong = [
      [`nobody.${unique()}@mail.example`, mobile],
      [email, '+36 20 999 0001'],
    ] as const;
    const landline = expectProblem(await askForRecovery(portal, email, '+36 1 335 3355'), 'invalid-fields');
    expect(landline).toMatchObject({ fields: ['mobile'] });
    const answers = [];
    for (const [one, other] of wrong) answers.push(await askForRecovery(portal, one, other));
    await allWorkedOff(portal);
    expect(await allMails(portal)).toHaveLength(before);
    const right = await askForRecovery(portal, email.toUpperCase(), mobile);
    expect(right.status).toBe(202);
    for (const answer of answers) expect(bytesOf(answer)).toEqual(bytesOf(right));
    await eventually('the recovery mail', async () => (await recoveryMails(customer))[0]);
  });

  it('the medians of the time differ by less than their spread', async () => {
    const customer = await aRegisteredPerson(portal);
    const { email, mobile } = customer;
    const callers = {
      right: () => askForRecovery(portal, email, mobile),
      unknownEmail: () => askForRecovery(portal, `nobody.${unique()}@mail.example`, mobile),
      wrongMobile: () => askForRecovery(portal, email, '+36 20 999 0001'),
    };
    const times: Record<string, number[]> = {};
    for (const call of Object.values(callers)) await call();
    for (let n = 0; n < 100; n++)
      for (const [name, call] of Object.entries(callers)) {
        const from = performance.now();
        expect((await call()).status).toBe(202);
        times[name] = [...(times[name] ?? []), performance.now() - from];
      }
    const quantile = (values: number[], part: number) =>
      values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
    const medians = Object.values(times).map((values) => quantile(values, 0.5));
    const spread = Math.max(...Object.values(times).map((values) => quantile(values, 0.9) - quantile(values, 0.1)));
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(spread);
  });
});

describe('R4.3 at most three recoveries a day', () => {
  it('the fourth brings one mail that says so and until when, the fifth none; a day later it works again', async () => {
    const customer = await aRegisteredPerson(portal);
    let temporary = '';
    for (let n = 0; n < 3; n++) temporary = await recover(customer);
    await askForRecovery(portal, customer.email, customer.mobile);
    const notice = await lastMailTo(portal, customer.email, /Most nem tudunk újabb ideiglenes jelszót küldeni/);
    expect(notice.text).toMatch(/\d{4}\. \p{L}+ \d{1,2}\., \d{1,2}:\d\d/u);
    const mails = (await mailsTo(portal, customer.email)).length;
    await askForRecovery(portal, customer.email, customer.mobile);
    await allWorkedOff(portal);
    expect(await mailsTo(portal, customer.email)).toHaveLength(mails);
    expect(await recoveryMails(customer)).toHaveLength(3);
    expect((await signInWith(portal, customer.username, temporary)).body).toHaveProperty('challenge');

    await advance(portal, 'PT24H1M');
    await chooseFirstPassword(portal, customer, await recover(customer));
  });

  it('ten at once bring three mails with a password and one that says that there are no more; only the last password works', async () => {
    const customer = await aRegisteredPerson(portal);
    await Promise.all(Array.from({ length: 10 }, () => askForRecovery(portal, customer.email, customer.mobile)));
    await lastMailTo(portal, customer.email, /Most nem tudunk újabb/);
    await allWorkedOff(portal);
    const passwords = await recoveryMails(customer);
    expect(new Set(passwords).size).toBe(3);
    expect(
      (await mailsTo(portal, customer.email)).filter(({ subject }) => /Most nem tudunk/.test(subject)),
    ).toHaveLength(1);
    await chooseFirstPassword(portal, customer, passwords.at(-1) ?? '');
  });
});
