import type { Passkey } from '#shared/sign-in/passkeys/passkey.ts';
import { createPasskeyChallenges } from '#shared/sign-in/passkeys/passkey-challenge.ts';

export const someChallenges = createPasskeyChallenges('only for tests');

/** A passkey that was added in January and never used. */
export const aPasskey = (over: Partial<Passkey> = {}): Passkey => ({
  credentialId: 'Y3JlZGVudGlhbA',
  publicKey: 'a2V5',
  counter: 0,
  name: 'Telefonom',
  addedAt: '2027-01-02T09:00:00.000Z',
  ...over,
});

/** The cookies of a browser after a Set-Cookie. */
export function keptCookie(cookie: string | undefined): Readonly<Record<string, string>> {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie ?? '') ?? [];
  return { [name]: value };
}

/** What an authenticator's client data says of a challenge. */
export const clientDataNaming = (challenge: string) => Buffer.from(JSON.stringify({ challenge })).toString('base64url');
