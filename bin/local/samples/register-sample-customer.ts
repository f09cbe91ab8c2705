import type { Host } from 'template-host';
import * as v from 'valibot';
import { samplePersons } from './persons.ts';

/** An invented customer who is registered from the start, with the password that the README names. */
export const sampleCustomer = {
  person: samplePersons[0],
  username: 'minta.maria',
  password: 'három kék kacsa úszik',
  email: 'minta.maria@ugyfel.example',
  mobile: '+36 30 555 0101',
} as const;

const challengeSchema = v.object({ challengeToken: v.string() });

/** Registers the sample customer as a customer would: over HTTP, by the link of the mail and the password of the SMS. */
export async function registerSampleCustomer(host: Host): Promise<void> {
  const call = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${host.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The samples could not be loaded: ${path} answered ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const { username, email, mobile, password, person } = sampleCustomer;
  const { mail } = host.services.ses;
  const { messages } = host.services.sms;

  await call('registrations', {
    identity: person.identity,
    username,
    email,
    mobile,
    language: 'hu',
    acceptTerms: true,
  });
  const link = await waitFor('the confirmation mail', async () => mail().find(({ to }) => to === email)?.text);
  const token = /#token=([\w-]+)/.exec(link)?.[1];
  await call('registrations/confirmation', { token });
  const sms = await waitFor('the password SMS', async () => messages().at(-1)?.text);
  const temporary = sms.trim().split(/\s+/).at(-1);
  const { challengeToken } = v.parse(challengeSchema, await call('session', { username, password: temporary }));
  await call('session/new-password', { username, challengeToken, newPassword: password });
}

const patience = 20_000;

/** Looks every 25 ms until there is an answer. Throws after 20 s with what it waited for. */
export async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`The samples could not be loaded: waited in vain for ${what}`);
}
