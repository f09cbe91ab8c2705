import * as v from 'valibot';
import type { Customer } from '#test/builders/customer.ts';
import { type Answer, callApi, type Sent } from './api.ts';
import type { Portal } from './portal.ts';

const challengeSchema = v.object({ challengeToken: v.string() });

/** A browser that keeps the portal's cookies, as a person uses it; its calls return any answer. */
export function aBrowser(portal: Portal) {
  const jar = new Map<string, string>();

  async function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await callApi(portal, method, path, { ...sent, ...(cookie === '' ? {} : { cookie }) });
    for (const set of answer.cookies) {
      const [, name = '', value = '', rest = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(set) ?? [];
      if (/Max-Age=0\b/.test(rest)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  const signIn = (username: string, password: string, recoveryToken?: string) =>
    call('POST', 'session', { body: { username, password, recoveryToken } });

  return {
    call,
    signIn,
    /** What it keeps under a cookie's name; empty for nothing. */
    cookie: (name: string) => jar.get(name) ?? '',
    /** What it keeps of the cookie by which it is known. */
    deviceCookie: () => jar.get('__Host-device') ?? '',
    /** Takes another browser's cookie, as a thief would. */
    take: (deviceCookie: string) => void jar.set('__Host-device', deviceCookie),
    /** Signs in with a temporary password through the mail's link, and chooses the customer's own; returns the last answer. */
    async choose({ username, password }: Customer, temporary: string, recoveryToken?: string) {
      const asked = await signIn(username, temporary, recoveryToken);
      if (!v.is(challengeSchema, asked.body)) return asked;
      const { challengeToken } = asked.body;
      return call('POST', 'session/new-password', { body: { username, challengeToken, newPassword: password } });
    },
  };
}
export type Browser = ReturnType<typeof aBrowser>;
