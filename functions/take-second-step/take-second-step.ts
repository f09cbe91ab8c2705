import { contract } from '#shared/contract/contract.ts';
import { type Mailer, MailNotSent } from '#shared/messages/mail/mail.ts';
import { writeNotice } from '#shared/messages/notices/write-notice.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type BrowserKind, browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import { setDeviceCookie } from '#shared/sign-in/lanes/device-cookie.ts';
import type { DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { NewBrowsers } from '#shared/sign-in/lanes/dynamo-new-browsers.ts';
import type { Proof } from '#shared/sign-in/passkeys/passkey.ts';
import type { ProvedSignIn } from '#shared/sign-in/pool/cognito-proved-sign-in.ts';
import type { PendingSignIn, PendingSignIns } from '#shared/sign-in/second-step/pending-sign-in.ts';
import { codeLife, codeMails } from '#shared/sign-in/second-step/second-step.ts';
import { signInCodeMail } from '#shared/sign-in/second-step/sign-in-code-mail.ts';
import type { SignInCodes } from '#shared/sign-in/second-step/sign-in-codes.ts';
import type { SignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { sessionAnswer, withCookies } from '#shared/sign-in/sessions/session-answer.ts';
import type { SessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = {
  readonly pendingSignIns: Omit<PendingSignIns, 'issue'>;
  readonly codes: SignInCodes;
  readonly limits: Limits;
  readonly mailer: Mailer;
  readonly origin: string;
  readonly signInProved: ProvedSignIn;
  readonly standingOf: (accountId: string, askedAt: number) => Promise<SignInStanding>;
  readonly devices: Pick<DeviceSeal, 'seal'>;
  readonly sessionCookies: Pick<SessionCookies, 'set'>;
  readonly newBrowsers: NewBrowsers;
  readonly now: () => Date;
};

const expired = () => new DomainError('second-step-expired');

/**
 * The second step of a sign-in whose password was right: mails a code, or signs in by it. Only the browser that gave the password gets
 * here; whoever forges its cookie costs no read. A wrong code is no strike of the password's lane (R3.1): after three the password must be
 * given again, and the mails of a day are few.
 */
export const takeSecondStep = (needs: Needs) =>
  endpoint(contract.takeSecondStep, async ({ cookies, userAgent, body: { code } }) => {
    const pending = needs.pendingSignIns.read(cookies, needs.now());
    if (!pending) throw expired();
    const kind = browserKindOf(userAgent);
    if (code === undefined) return await mailCode(needs, pending, kind);
    return await signInByCode(needs, pending, code, { cookies, kind });
  });

async function mailCode(needs: Needs, pending: PendingSignIn, kind: BrowserKind) {
  const { pendingSignIns, codes, limits, mailer, origin, now } = needs;
  const at = now();
  const holder = await codes.holderOf(pending);
  if (!holder) throw expired();
  const taken = await limits.take(codeMails(pending.accountId, pending.lane), at);
  if (!taken.allowed) {
    const until = new Date(at.getTime() + taken.retryAfterSeconds * 1000).toISOString();
    throw new DomainError('too-many-codes', { until }, { retryAfterSeconds: taken.retryAfterSeconds });
  }
  const { attempt: mail } = taken;
  const code = pendingSignIns.newCode();
  const goodUntil = at.getTime() + codeLife;
  if (!(await codes.keep(pending, { proof: pendingSignIns.proofOf(pending, code), goodUntil, mail }))) {
    await limits.giveBack(mail);
    throw expired();
  }
  const { email, language } = holder;
  try {
    const content = signInCodeMail(language, origin, { code, at: at.toISOString(), ...kind });
    await mailer.send(email, language, content, { purpose: 'sign-in-code', account: pending.accountId });
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    // Without an answer it may have been sent.
    if (error.reason !== 'unavailable') await limits.giveBack(mail);
    throw new DomainError('busy', {}, { retryAfterSeconds: 5, because: `mail-${error.reason}`, cause: error });
  }
  return ok({ codeGoodUntil: new Date(goodUntil).toISOString() });
}

type From = { readonly cookies: Readonly<Record<string, string>>; readonly kind: BrowserKind };

async function signInByCode(needs: Needs, pending: PendingSignIn, code: string, { cookies, kind }: From) {
  const { pendingSignIns, codes, limits, devices, sessionCookies, newBrowsers, now } = needs;
  const tried = await codes.takeTry(pending, now());
  if (!tried) throw expired();
  if (!pendingSignIns.fits(pending, code, tried.proof)) {
    const { attemptsLeft } = tried;
    if (attemptsLeft === 0) throw expired();
    throw new DomainError('invalid-fields', { fields: ['code'], attemptsLeft });
  }
  const holder = await codes.holderOf(pending);
  const proof = holder && (await codes.use(pending, tried, now()));
  if (!proof) throw expired();
  const { username } = holder;
  const knownFrom = now().getTime();
  const tokens = await tokensOf(needs, username, proof, pending.askedAt);
  await writeNotice(async () => {
    // A mail that was answered counts no more.
    await limits.giveBack(tried.mail);
    if (pending.lane !== 'device') await newBrowsers.note(tokens, kind, now());
  });
  return withCookies(
    sessionAnswer(sessionCookies, tokens, now()),
    setDeviceCookie(devices, cookies, { accountId: pending.accountId, username }, knownFrom),
    pendingSignIns.cleared,
  );
}

async function tokensOf({ signInProved, standingOf }: Needs, username: string, proof: Proof, askedAt: number) {
  const tokens = await signInProved(username, proof);
  // The pool has no such user (R11.1a: recovery makes it), or one of another account.
  if (tokens === 'refused') throw expired();
  if ('busy' in tokens) throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: tokens.busy });
  // Whatever ended the sessions since the proof was written ended this one, too; its tokens are younger (R4.3).
  if ((await standingOf(proof.accountId, askedAt)).isOvertaken) throw expired();
  return tokens;
}
