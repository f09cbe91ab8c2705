import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import { type Authenticator, anAuthenticator, type Ceremony } from '#test/builders/authenticator.ts';
import type { Customer } from '#test/builders/customer.ts';
import type { Answer } from './api.ts';
import { aBrowser, type Browser } from './browser.ts';
import { signIn } from './customer.ts';
import type { Portal } from './portal.ts';

/** The portal's origin as passkeys know it: 127.0.0.1 is `localhost` to them. */
export const passkeyOrigin = (portal: Portal) => new URL(portal.url.replace('127.0.0.1', 'localhost')).origin;

type Changes = { readonly ceremony?: Partial<Ceremony>; readonly counter?: number };

/** A customer's authenticator with one passkey, which a browser uses. */
export type PasskeyHolder = {
  readonly customer: Customer;
  readonly authenticator: Authenticator;
  readonly userHandle: string;
  readonly passkeyId: string;
  readonly browser: Browser;
};

/** What the browser is asked when a passkey is to be made. */
export async function challengeNew(browser: Browser, token: string, password: string) {
  const answer = await browser.call('POST', 'account/passkey-challenge', { token, body: { password } });
  const { challengeNewPasskey } = contract;
  return { answer, wanted: v.is(challengeNewPasskey.answers[200], answer.body) ? answer.body : undefined };
}
type Wanted = v.InferOutput<(typeof contract.challengeNewPasskey.answers)[200]>;

/** Has an authenticator make a passkey for a challenge, and adds it; returns any answer. */
export const addMade = (
  portal: Portal,
  browser: Browser,
  token: string,
  { challenge, relyingPartyId }: Pick<Wanted, 'challenge' | 'relyingPartyId'>,
  { authenticator = anAuthenticator(), ceremony = {}, name = 'Telefonom' } = {},
): Promise<Answer> => {
  const asked = { challenge, relyingPartyId, origin: passkeyOrigin(portal), ...ceremony };
  const body = { name, credential: authenticator.make(asked) };
  return browser.call('POST', 'account/passkeys', { token, body });
};

/** Signs a customer in and adds a passkey. */
export async function aPasskeyHolder(portal: Portal, customer: Customer): Promise<PasskeyHolder> {
  const browser = aBrowser(portal);
  const { token } = await signIn(portal, customer);
  const { answer, wanted } = await challengeNew(browser, token, customer.password);
  if (!wanted) throw new Error(`There was no challenge: ${answer.text}`);
  const authenticator = anAuthenticator();
  const added = await addMade(portal, browser, token, wanted, { authenticator });
  const { passkeyId } = v.parse(contract.addPasskey.answers[201], added.body);
  return { customer, authenticator, userHandle: wanted.userHandle, passkeyId, browser };
}

const challengeSchema = contract.challengePasskey.answers[200];

/** The challenge that a browser gets at the sign-in page. */
export const askToSignIn = async (browser: Browser) =>
  v.parse(challengeSchema, (await browser.call('POST', 'session/passkey/challenge')).body);

/** An assertion for the browser's challenge. */
export async function assertionOf(portal: Portal, holder: PasskeyHolder, { ceremony, counter }: Changes = {}) {
  const { challenge, relyingPartyId } = await askToSignIn(holder.browser);
  const asked = { challenge, relyingPartyId, origin: passkeyOrigin(portal), ...ceremony };
  return holder.authenticator.use(asked, holder.userHandle, counter === undefined ? {} : { counter });
}

/** Signs in by the passkey, in its holder's browser; returns any answer. */
export const signInByPasskey = async (portal: Portal, holder: PasskeyHolder, changes: Changes = {}): Promise<Answer> =>
  sendAssertion(holder.browser, await assertionOf(portal, holder, changes));

export const sendAssertion = (browser: Browser, credential: unknown): Promise<Answer> =>
  browser.call('POST', 'session/passkey', { body: { credential } });
