import { contract } from '#shared/contract/contract.ts';
import { findWeakness } from '#shared/contract/passwords/password-policy.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import {
  type Challenge,
  type ChallengeSeal,
  type ChallengeStanding,
  isChallengeValid,
} from '#shared/sign-in/credentials/challenge-token.ts';
import { Unanswered } from '#shared/sign-in/credentials/credentials.ts';
import { inPasswordTurn, type PasswordTurnNeeds } from '#shared/sign-in/credentials/in-password-turn.ts';
import { passwordChangedMail } from '#shared/sign-in/credentials/password-changed-mail.ts';
import { setDeviceCookie } from '#shared/sign-in/lanes/device-cookie.ts';
import type { DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { SessionTokens, UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { AskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import type { FirstPassword } from '#shared/sign-in/sessions/accounts.ts';
import type { SignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { sessionAnswer, withCookies } from '#shared/sign-in/sessions/session-answer.ts';
import type { SessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';

/** How long to wait for the turn, in ms: the pool may take 7 s of the function's 10. */
const patience = 1_500;

type Needs = PasswordTurnNeeds & {
  readonly askSecondStep: AskSecondStep;
  readonly pool: Pick<UserPool, 'choosePassword'>;
  /** What the account says of a sign-in that began then (ms since 1970 UTC). */
  readonly standingOf: (accountId: string, askedAt: number) => Promise<SignInStanding>;
  readonly firstPassword: FirstPassword;
  readonly challenges: Pick<ChallengeSeal, 'open'>;
  readonly devices: Pick<DeviceSeal, 'seal'>;
  /** Reads what a username's claim says about its challenges. */
  readonly standing: (username: string) => Promise<ChallengeStanding | undefined>;
  readonly sessionCookies: Pick<SessionCookies, 'set'>;
  readonly mailer: Mailer;
  readonly origin: string;
};

/**
 * Answers the new-password challenge and signs in, or asks for the second step that the customer has chosen; from then on the browser
 * is known (R3.2b). It tests no password: the challenge was issued after such a test (R3.2a).
 */
export const choosePassword = (needs: Needs) =>
  endpoint(contract.choosePassword, async ({ cookies, body: { username, challengeToken, newPassword } }) => {
    const { pool, challenges, devices, sessionCookies, now } = needs;
    const challenge = challenges.open(username, challengeToken);
    if (!challenge) throw new DomainError('challenge-expired');
    // Not earlier: judging a password takes a while, and this way only callers with a challenge can make us do it.
    const weakness = findWeakness(newPassword, username);
    if (weakness) throw new DomainError('weak-password', { reason: weakness });
    const holder = await standingOf(needs, username, challenge);
    if (!holder) throw new DomainError('challenge-expired');
    const chosen = await inPasswordTurn(needs, holder.accountId, { patience }, async () => {
      // A recovery may have invalidated the challenge before this turn.
      const held = await standingOf(needs, username, challenge);
      if (held?.accountId !== holder.accountId) throw new DomainError('challenge-expired');
      // A recovery after this turn makes the browser unknown again.
      const askedAt = now().getTime();
      return { askedAt, ...tokensOf(await pool.choosePassword(username, challenge.session, newPassword)) };
    });
    if (chosen === 'gone') throw new DomainError('challenge-expired');
    await followUp(needs, chosen.accountId);
    // A recovery ends the second step a day later, not at once.
    if ((await needs.standingOf(chosen.accountId, chosen.askedAt)).needsSecondStep)
      return needs.askSecondStep(chosen, { askedAt: chosen.askedAt, lane: 'recovery' });
    return withCookies(
      sessionAnswer(sessionCookies, chosen, now()),
      setDeviceCookie(devices, cookies, { accountId: chosen.accountId, username }, chosen.askedAt),
    );
  });

/** The account of the username if the challenge may set its password, otherwise undefined. */
async function standingOf({ standing }: Needs, username: string, challenge: Challenge) {
  const held = await standing(username);
  return held && isChallengeValid(challenge, held) ? held : undefined;
}

function tokensOf(chosen: Awaited<ReturnType<UserPool['choosePassword']>>): SessionTokens {
  switch (chosen) {
    case 'weak-password':
      throw new DomainError('weak-password', { reason: 'refused' });
    case 'challenge-expired':
      throw new DomainError('challenge-expired');
    case 'busy':
      throw new DomainError('busy', {}, { retryAfterSeconds: 5, because: 'pool-busy' });
    case 'unanswered':
      throw new Unanswered(undefined);
  }
  return chosen;
}

/**
 * Ends the registration, or mails that the password replaced an earlier one. The password is set already, so a failure here must
 * not keep the customer out. The next choice of a password ends what is left.
 */
async function followUp({ firstPassword, mailer, origin }: Needs, accountId: string): Promise<void> {
  try {
    const customer = await firstPassword.endRegistration(accountId);
    if (!customer) return;
    const { email, language } = customer;
    await mailer.send(email, language, passwordChangedMail(language, origin), { purpose: 'password-changed' });
  } catch (error) {
    log.error('follow-up-failed', { operation: 'choose-password', ...describeError(error) });
  }
}
