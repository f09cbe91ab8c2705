import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { type Answer, callApi, type Sent, succeed } from './api.ts';
import { type Mail, mailsTo, smsTo } from './control.ts';
import type { Portal } from './portal.ts';

/** What a signed-in page holds: the access token, and the cookie the browser keeps for it. */
export type Session = { readonly token: string; readonly cookie: string };

/** The newest mail to an address whose text fits. Waits for it. */
export const lastMailTo = (portal: Portal, address: string, fits = /./): Promise<Mail> =>
  eventually(
    'a mail',
    async () => (await mailsTo(portal, address)).findLast(({ subject, text }) => fits.test(subject + text)),
    portal,
  );

/** The token of the newest confirmation link. */
export async function confirmationToken(portal: Portal, { email }: Customer): Promise<string> {
  const { text } = await lastMailTo(portal, email, /\/confirm#token=/);
  return /\/confirm#token=([\w-]+)/.exec(text)?.[1] ?? '';
}

/** The password of the newest text message: its last word. */
export const passwordFromSms = async (portal: Portal, { dialled }: Customer): Promise<string> => {
  const { text } = await eventually('the text message', async () => (await smsTo(portal, dialled)).at(-1), portal);
  return text.trim().split(/\s+/).at(-1) ?? '';
};

/** What the sign-up form sends. */
export const registrationOf = ({ identity, username, email, mobile, language }: Customer) => ({
  identity,
  username,
  email,
  mobile,
  language,
  acceptTerms: true,
});

export const register = (portal: Portal, customer: Customer, headers: Sent['headers'] = {}) =>
  succeed(portal, ['POST', 'registrations'], contract.register.answers[202], {
    body: registrationOf(customer),
    headers: { 'x-local-viewer-address': '192.0.2.77', ...headers },
  });

export const confirm = (portal: Portal, token: string) =>
  succeed(portal, ['POST', 'registrations/confirmation'], contract.confirmRegistration.answers[201], {
    body: { token },
  });

/** The session of a 200 with tokens. */
export function sessionOf({ body, cookies }: Answer): Session {
  const { accessToken } = v.parse(contract.refreshSession.answers[200], body);
  return { token: accessToken, cookie: cookies[0]?.split(';')[0] ?? '' };
}

export const signInWith = (portal: Portal, username: string, password: string) =>
  succeed(portal, ['POST', 'session'], contract.signIn.answers[200], { body: { username, password } });

/** The cookie by which the browser of each customer is known, by username. */
const devices = new WeakMap<Portal, Map<string, string>>();

/** The cookie of the browser in which the customer signed up or signed in; undefined if that was elsewhere. */
export const deviceOf = (portal: Portal, { username }: Customer): string | undefined =>
  devices.get(portal)?.get(username);

/** Takes this cookie for the one of the browser in which the customer signed up. */
export function useDevice(portal: Portal, { username }: Customer, cookie: string): void {
  const known = devices.get(portal) ?? new Map<string, string>();
  devices.set(portal, known.set(username, cookie));
}

function keepDevice(portal: Portal, customer: Customer, { cookies }: Answer): void {
  const [pair] = cookies.filter((cookie) => cookie.startsWith('__Host-device=')).map((cookie) => cookie.split(';')[0]);
  if (pair) useDevice(portal, customer, pair);
}

/** Signs in with the chosen password, in the browser in which the customer signed up (signInWith: in a new one). */
export async function signIn(portal: Portal, customer: Customer): Promise<Session> {
  const { username, password } = customer;
  const { answer } = await succeed(portal, ['POST', 'session'], contract.signIn.answers[200], {
    body: { username, password },
    cookie: deviceOf(portal, customer),
  });
  keepDevice(portal, customer, answer);
  return sessionOf(answer);
}

const challengeSchema = v.object({ challenge: v.literal('new-password'), challengeToken: v.string() });

/** The first sign-in: with the password of the text message, and a new one chosen. */
export async function chooseFirstPassword(portal: Portal, customer: Customer, temporary: string): Promise<Session> {
  const { username, password } = customer;
  const { body } = await signInWith(portal, username, temporary);
  const { challengeToken } = v.parse(challengeSchema, body);
  const { answer } = await succeed(portal, ['POST', 'session/new-password'], contract.choosePassword.answers[200], {
    body: { username, challengeToken, newPassword: password },
  });
  keepDevice(portal, customer, answer);
  return sessionOf(answer);
}

/** Registers and signs in: from the form to the first session. */
export async function signUp(portal: Portal, customer: Customer): Promise<Session> {
  await register(portal, customer);
  await confirm(portal, await confirmationToken(portal, customer));
  return chooseFirstPassword(portal, customer, await passwordFromSms(portal, customer));
}

/** The customer's documents, newest first. */
export const listDocuments = async (portal: Portal, { token }: Session, query = '') =>
  (await succeed(portal, ['GET', `documents${query}`], contract.listDocuments.answers[200], { token })).body;

/** Every page of the list, newest document first. */
export async function listEveryPage(portal: Portal, session: Session) {
  const pages = [await listDocuments(portal, session)];
  for (let cursor = pages[0]?.cursor; cursor !== undefined; cursor = pages.at(-1)?.cursor)
    pages.push(await listDocuments(portal, session, `?cursor=${cursor}`));
  return pages.map(({ documents }) => documents);
}

/** A link to a document's bytes. */
export const linkDocument = async (
  portal: Portal,
  { token }: Session,
  documentId: string,
  disposition: 'inline' | 'attachment' = 'inline',
) =>
  (
    await succeed(
      portal,
      ['GET', `documents/${documentId}/link?disposition=${disposition}`],
      contract.linkDocument.answers[200],
      { token },
    )
  ).body;

/** Asks for a link; returns any answer. */
export const askForLink = (portal: Portal, { token }: Session, documentId: string): Promise<Answer> =>
  callApi(portal, 'GET', `documents/${documentId}/link`, { token });
