import { type Assertion, signInByPasskey as contract } from '#shared/contract/passkeys.ts';
import { writeNotice } from '#shared/messages/notices/write-notice.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import { readDeviceCookie, setDeviceCookie } from '#shared/sign-in/lanes/device-cookie.ts';
import type { DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { NewBrowsers } from '#shared/sign-in/lanes/dynamo-new-browsers.ts';
import { accountOfHandle, type Passkeys, type Proof, passkeyIdOf } from '#shared/sign-in/passkeys/passkey.ts';
import type { PasskeyChallenges } from '#shared/sign-in/passkeys/passkey-challenge.ts';
import type { Verification } from '#shared/sign-in/passkeys/webauthn-verification.ts';
import type { ProvedSignIn } from '#shared/sign-in/pool/cognito-proved-sign-in.ts';
import { sessionAnswer, withCookies } from '#shared/sign-in/sessions/session-answer.ts';
import type { SessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = {
  readonly passkeys: Pick<Passkeys, 'find' | 'use'>;
  readonly challenges: Pick<PasskeyChallenges, 'read' | 'cleared'>;
  readonly verification: Pick<Verification, 'ofUse'>;
  readonly signInProved: ProvedSignIn;
  readonly devices: DeviceSeal;
  readonly sessionCookies: Pick<SessionCookies, 'set'>;
  readonly newBrowsers: NewBrowsers;
  readonly now: () => Date;
};

/**
 * Signs in by a passkey. No password is tested, so no lane's lock is in the way and nothing here is a strike (R3.1). Whatever is wrong
 * with challenge, passkey or account is one problem, and nothing is written. From then on the browser is known (R3.2b): who added
 * the passkey had given the password.
 */
export const signInByPasskey = (needs: Needs) =>
  endpoint(contract, async ({ cookies, userAgent, body: { credential } }) => {
    const { challenges, devices, sessionCookies, newBrowsers, now } = needs;
    const at = now();
    // Before anything is read: who brings no challenge of ours costs nothing.
    const challenge = challenges.read(cookies, { kind: 'sign-in' }, credential.clientDataJSON, at);
    if (challenge === undefined) throw new DomainError('passkey-refused');
    const { username, proof } = await prove(needs, credential, challenge, at);
    const tokens = await tokensOf(needs, username, proof);
    const holder = { accountId: proof.accountId, username };
    if (!devices.open(readDeviceCookie(cookies), holder, at.getTime()))
      await writeNotice(() => newBrowsers.note(tokens, browserKindOf(userAgent), at));
    return withCookies(
      sessionAnswer(sessionCookies, tokens, now()),
      setDeviceCookie(devices, cookies, holder, at.getTime()),
      challenges.cleared({ kind: 'sign-in' }),
    );
  });

/** The account's username, and the proof for the pool. Throws `passkey-refused`, and for a frozen account what a password gets. */
async function prove({ passkeys, verification }: Needs, credential: Assertion, challenge: string, at: Date) {
  const accountId = accountOfHandle(credential.userHandle);
  const found = await passkeys.find(accountId, passkeyIdOf(credential.id));
  const counter = found && (await verification.ofUse(credential, challenge, found.passkey));
  if (!found || counter === undefined || found.account.state === 'closed') throw new DomainError('passkey-refused');
  if (found.account.state === 'frozen') throw new DomainError('registration-contested');
  const proof = await passkeys.use(accountId, found.passkey, counter, { challenge, at });
  if (!proof) throw new DomainError('passkey-refused');
  return { username: found.account.username, proof };
}

async function tokensOf({ signInProved }: Needs, username: string, proof: Proof) {
  const tokens = await signInProved(username, proof);
  // The pool has no such user (R11.1a: recovery makes it), or one of another account.
  if (tokens === 'refused') throw new DomainError('passkey-refused');
  if ('busy' in tokens) throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: tokens.busy });
  return tokens;
}
