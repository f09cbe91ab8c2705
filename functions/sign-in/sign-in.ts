import { contract } from '#shared/contract/contract.ts';
import { writeNotice } from '#shared/messages/notices/write-notice.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { ChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { kindOf } from '#shared/sign-in/guard/lane.ts';
import type { PasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import { browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import { readDeviceCookie, setDeviceCookie } from '#shared/sign-in/lanes/device-cookie.ts';
import type { DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { NewBrowsers } from '#shared/sign-in/lanes/dynamo-new-browsers.ts';
import type { SignInLane } from '#shared/sign-in/lanes/lanes.ts';
import type { AskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import type { SignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { sessionAnswer, withCookies } from '#shared/sign-in/sessions/session-answer.ts';
import type { SessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = {
  readonly checkPassword: PasswordCheck;
  readonly laneOf: SignInLane;
  readonly devices: Pick<DeviceSeal, 'seal'>;
  readonly challenges: Pick<ChallengeSeal, 'seal'>;
  readonly askSecondStep: AskSecondStep;
  /** What the account says of a sign-in that began then (ms since 1970 UTC). */
  readonly standingOf: (accountId: string, askedAt: number) => Promise<SignInStanding>;
  readonly sessionCookies: Pick<SessionCookies, 'set'>;
  readonly newBrowsers: NewBrowsers;
  readonly now: () => Date;
};

/**
 * Signs in, in the lane of the recovery mail's link, of a known browser, or of everybody (R3.2b); from then on the browser is
 * known. Where its customer has chosen a second step, a right password gives no session, and the browser gets what that step needs.
 * Usernames that exist and usernames that do not get the same answers (R1.1).
 */
export const signIn = (needs: Needs) =>
  endpoint(contract.signIn, async ({ cookies, userAgent, body: { username, password, recoveryToken = '' } }) => {
    const { checkPassword, laneOf, devices, challenges, standingOf, sessionCookies, newBrowsers, now } = needs;
    // Before the password is tested, so that a recovery meanwhile invalidates the challenge and the browser's cookie.
    const askedAt = now().getTime();
    const lane = await laneOf(username, { deviceCookie: readDeviceCookie(cookies), recoveryToken });
    const outcome = await checkPassword(username, password, lane);
    switch (outcome.kind) {
      case 'signed-in': {
        const standing = await standingOf(outcome.tokens.accountId, askedAt);
        // A recovery or a change may have replaced the password after it was compared; these tokens are younger than the cut-off
        // (R4.3).
        if (standing.isOvertaken)
          throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'sessions-ended-meanwhile' });
        if (standing.needsSecondStep) return needs.askSecondStep(outcome.tokens, { askedAt, lane: kindOf(lane) });
        if (kindOf(lane) !== 'device')
          await writeNotice(() => newBrowsers.note(outcome.tokens, browserKindOf(userAgent), now()));
        return withCookies(
          sessionAnswer(sessionCookies, outcome.tokens, now()),
          setDeviceCookie(devices, cookies, { accountId: outcome.tokens.accountId, username }, askedAt),
        );
      }
      case 'new-password-required':
        return ok({
          challenge: 'new-password' as const,
          challengeToken: challenges.seal(username, { session: outcome.challengeToken, askedAt }),
        });
      case 'wrong':
        throw new DomainError('wrong-credentials', { attemptsLeft: outcome.attemptsLeft });
      case 'locked':
        throw new DomainError('locked', { lockedUntil: outcome.lockedUntil.toISOString() });
      case 'busy':
        throw new DomainError('busy', {}, { retryAfterSeconds: outcome.retryAfterSeconds, because: outcome.because });
    }
  });
