import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { aCustomer } from '#test/builders/customer.ts';
import { callApi, expectProblem, succeed } from '#test/support/portal/api.ts';
import { trySignIn } from '#test/support/portal/credentials.ts';
import {
  confirm,
  confirmationToken,
  passwordFromSms,
  register,
  sessionOf,
  signInWith,
  signUp,
} from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { openFastPortal } from './fast-portal.ts';

const portal = await portalOfFile(openFastPortal);

const decomposed = (text: string) => text.normalize('NFD');

/** A customer who chose the password in this form. */
async function aCustomerWith(password: string) {
  const customer = aCustomer({ password });
  await registerAtInsurer(portal, customer);
  return { customer, session: await signUp(portal, customer) };
}

/** Two strikes would be left after any of these. */
async function expectNoStrike(username: string) {
  const problem = expectProblem(await trySignIn(portal, username, 'wrong one'), 'wrong-credentials');
  expect(problem.attemptsLeft).toBe(2);
}

describe('R1.7 what people paste with a password is forgiven, and is no strike', () => {
  it.each([
    ['chosen in NFC', 'három kék úszó őzike'],
    ['chosen in NFD', decomposed('három kék úszó őzike')],
  ])('%s, and typed in any form', async (_, password) => {
    const { customer } = await aCustomerWith(password);
    for (const typed of [
      password.normalize('NFC'),
      decomposed(password),
      ` ${password}\r\n`,
      `\u00a0${password}\ufeff`,
      `\u200b${decomposed(password)}\u2069`,
    ])
      expect((await trySignIn(portal, customer.username, typed)).status).toBe(200);
    for (const username of [`\u202a${customer.username}\u202c`, ` ${customer.username.toUpperCase()}\u200b`])
      expect((await trySignIn(portal, username, password)).status).toBe(200);
    await expectNoStrike(customer.username);
  });

  it('the temporary password of the text message, too', async () => {
    const customer = await anInsuredPerson(portal);
    const { session } = await signUpWithPastedSms(customer);
    expect(session.token).not.toBe('');
  });

  it('the current password where it is changed, and the changed one', async () => {
    const password = 'három kék úszó őzike';
    const next = 'négy zöld ásító tücsök';
    const { customer, session } = await aCustomerWith(password);
    const changed = await callApi(portal, 'PUT', 'account/password', {
      token: session.token,
      body: { currentPassword: `${decomposed(password)}\n`, newPassword: decomposed(next) },
    });
    expect(changed.status).toBe(204);
    expect((await trySignIn(portal, customer.username, next)).status).toBe(200);
    await expectNoStrike(customer.username);
  });

  it('the password that confirms another address, and the cancelling of the registration', async () => {
    const password = 'három kék úszó őzike';
    const { session } = await aCustomerWith(password);
    const pasted = ` ${decomposed(password)} `;
    const { token } = session;
    const email = `\u2066${aCustomer().email}\u2069`;
    const asked = await callApi(portal, 'POST', 'account/contact-changes', {
      token,
      body: { password: pasted, email },
    });
    expect(asked.status).toBe(202);
    expect((await callApi(portal, 'DELETE', 'account', { token, body: { password: pasted } })).status).toBe(204);
  });

  it('a new password with blanks around it is refused: nobody would see them', async () => {
    const password = 'három kék úszó őzike';
    const { session } = await aCustomerWith(password);
    for (const newPassword of [' négy zöld ásító tücsök', 'négy zöld ásító tücsök\u200b']) {
      const answer = await callApi(portal, 'PUT', 'account/password', {
        token: session.token,
        body: { currentPassword: password, newPassword },
      });
      expect(expectProblem(answer, 'weak-password').reason).toBe('blank-at-ends');
    }
  });
});

/** As `signUp`, but the password of the text message comes with what a telephone copies along. */
async function signUpWithPastedSms(customer: ReturnType<typeof aCustomer>) {
  await register(portal, customer);
  await confirm(portal, `${await confirmationToken(portal, customer)}\r\n`);
  const temporary = `\u200e${await passwordFromSms(portal, customer)}\n`;
  const { body } = await signInWith(portal, customer.username, temporary);
  expect(body).toMatchObject({ challenge: 'new-password' });
  const challengeToken = 'challengeToken' in body ? body.challengeToken : '';
  const { answer } = await succeed(portal, ['POST', 'session/new-password'], contract.choosePassword.answers[200], {
    body: { username: customer.username, challengeToken, newPassword: decomposed(customer.password) },
  });
  return { session: sessionOf(answer) };
}
