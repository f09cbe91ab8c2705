import * as v from 'valibot';
import type { Customer } from '#test/builders/customer.ts';
import { type Answer, callApi } from './api.ts';
import { aBrowser, type Browser } from './browser.ts';
import { mailsTo } from './control.ts';
import { signUp } from './customer.ts';
import { aPasskeyHolder, type PasskeyHolder } from './passkeys.ts';
import type { Portal } from './portal.ts';

/** Turns the second step on or off; returns any answer. */
export const chooseSecondStep = (portal: Portal, token: string, password: string, on: boolean): Promise<Answer> =>
  callApi(portal, 'PUT', 'account/second-step', { token, body: { password, on } });

/** A customer with a passkey who has turned the second step on. */
export async function aCarefulHolder(portal: Portal, customer: Customer): Promise<PasskeyHolder> {
  const { token } = await signUp(portal, customer);
  const holder = await aPasskeyHolder(portal, customer);
  const chosen = await chooseSecondStep(portal, token, customer.password, true);
  if (chosen.status !== 204) throw new Error(`The second step was not turned on: ${chosen.text}`);
  return holder;
}

/** A browser in which the customer has given the password, and that waits for a code. */
export async function aPendingBrowser(portal: Portal, { username, password }: Customer): Promise<Browser> {
  const browser = aBrowser(portal);
  const asked = await browser.signIn(username, password);
  if (!needsSecondStep(asked)) throw new Error(`No second step was asked for: ${asked.text}`);
  return browser;
}

/** What whoever must take a second step is answered. */
export const needsSecondStep = ({ status, body }: Answer): boolean =>
  status === 200 && v.is(v.strictObject({ secondStep: v.literal('code') }), body);

/** Asks for a mail with a code; returns any answer. */
export const askForCode = (browser: Browser): Promise<Answer> =>
  browser.call('POST', 'session/second-step', { body: {} });

/** The codes that were mailed to a customer, the newest last. */
export const codesOf = async (portal: Portal, { email }: Customer): Promise<string[]> =>
  (await mailsTo(portal, email))
    .filter(({ subject }) => /Belépési kód|sign-in code/.test(subject))
    .map(({ text }) => /^\d{6}$/m.exec(text)?.[0] ?? '');

/** Types a code; returns any answer. */
export const typeCode = (browser: Browser, code: string): Promise<Answer> =>
  browser.call('POST', 'session/second-step', { body: { code } });

/** Another code of the same form. */
export const notThe = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Signs in by password and code; returns the last answer. */
export async function signInByCode(portal: Portal, browser: Browser, customer: Customer): Promise<Answer> {
  const asked = await browser.signIn(customer.username, customer.password);
  if (!needsSecondStep(asked)) return asked;
  const sent = await askForCode(browser);
  if (sent.status !== 200) return sent;
  return typeCode(browser, (await codesOf(portal, customer)).at(-1) ?? '');
}
