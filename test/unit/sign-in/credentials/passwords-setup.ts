import { setTimeout as pause } from 'node:timers/promises';
import { AdminDeleteUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { clientSecret, poolId } from 'template-host/testing/cognito-pool-builder';
import * as v from 'valibot';
import { dynamoLinks } from '#shared/customers/registration/dynamo-links.ts';
import { dynamoUnclaimedAccounts } from '#shared/customers/registration/dynamo-registrations.ts';
import { lineValue } from '#shared/messages/mail/mail.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { accountKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import { dynamoChallengeStanding } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { smsPasswordOf } from '#shared/sign-in/credentials/password-turn.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { keepingTokenOf, recoveryTokenOf } from '#shared/sign-in/recovery/recovery-link.ts';
import { recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-request.ts';
import { dynamoSecondSteps } from '#shared/sign-in/second-step/dynamo-second-steps.ts';
import { dynamoFirstPassword } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { someSessionCookies } from '#test/builders/session-tokens.ts';
import { contact, password, setupAccount, username } from '#test/support/account-setup.ts';
import { changePassword } from '../../../../functions/change-password/change-password.ts';
import { choosePassword } from '../../../../functions/choose-password/choose-password.ts';
import { resendPasswordSms } from '../../../../functions/resend-password-sms/resend-password-sms.ts';
import { workRecoveries } from '../../../../functions/work-recoveries/work-recoveries.ts';

export const registrationId = 'A'.repeat(22);
/** A `pause` that does not wait: a call that must wait gives up at once. */
type Impatience = { readonly pause?: (ms: number) => Promise<unknown> };

const challengeSchema = v.object({ challengeToken: v.string() });

/** A call that is held: `reached` resolves when it was made; `open` lets it go on. */
export function aGate() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    open: () => opened.resolve(),
    async pass() {
      reached.resolve();
      await opened.promise;
    },
  };
}

/** All functions that set the password of one account, over the emulated pool and table; `chosen: false`: none was chosen yet. */
export async function setupPasswords({ chosen = true } = {}) {
  const world = await setupAccount({ chosen });
  const { dynamo, table, accountId, put, get, now } = world;
  const sms: { to: string; password: string }[] = [];
  if (!chosen) {
    await put(accountKey(accountId), { ...(await get(accountKey(accountId))), registrationId });
    await put(registrationKey(registrationId), {
      ...{ registrationId, accountId, username, state: 'confirmed', language: 'hu', customerId: 'C-1001', contact },
      ...{ email: 'e', mobile: '+36301234567', createdAt: now().toISOString() },
      expiresAt: Math.ceil(now().getTime() / 1000) + 86_400,
    });
  }

  return {
    ...world,
    sms,
    deleteUser: () => world.sdk.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: username })),
    async recover(over: Impatience = {}) {
      const work = workRecoveries({
        ...world,
        ...over,
        recoveries: dynamoRecoveries(dynamo, table),
        passwordOf: recoveryPasswordOf(testPseudonyms),
        tokenOf: recoveryTokenOf(testPseudonyms),
        keepingTokenOf: keepingTokenOf(testPseudonyms),
        secondSteps: dynamoSecondSteps(dynamo, table),
      });
      return await work({ contact, otherContacts: [], recoveryId: 'r1', requestedAt: now().toISOString() });
    },
    /** The temporary password of the newest recovery mail. */
    mailed: () =>
      lineValue(world.sent.findLast(({ purpose }) => purpose === 'recovery')?.content.lines?.[1] ?? 'no mail'),
    async changer(over: Partial<Credentials> = {}, impatience: Impatience = {}) {
      const { session } = await world.session();
      const credentials = { ...world.credentials, ...over };
      const handle = httpApi(changePassword({ ...world, ...impatience, credentials, pool: world.userPool }));
      return (newPassword: string) => anApiCall(handle, { session, body: { currentPassword: password, newPassword } });
    },
    /** Answers a challenge that was given for `temporary` before. */
    async chooser(temporary: string, before: () => Promise<void> = async () => undefined) {
      const { challengeToken } = v.parse(challengeSchema, (await world.signInAs(username, temporary)).body);
      const handle = httpApi(
        choosePassword({
          ...world,
          ...world.secondStep,
          pool: {
            async choosePassword(...given) {
              await before();
              return await world.userPool.choosePassword(...given);
            },
          },
          firstPassword: dynamoFirstPassword(dynamo, table),
          challenges: createChallengeSeal(clientSecret),
          standing: dynamoChallengeStanding(dynamo, table),
          sessionCookies: someSessionCookies,
        }),
      );
      return (newPassword: string) => anApiCall(handle, { body: { username, challengeToken, newPassword } });
    },
    async resend(over: Partial<Credentials> = {}) {
      const handle = httpApi(
        resendPasswordSms({
          ...world,
          registrations: dynamoLinks(dynamo, table),
          accounts: dynamoUnclaimedAccounts(dynamo, table),
          limits: dynamoLimits(dynamo, table),
          credentials: { ...world.credentials, ...over },
          sms: {
            async send(to, _language, text) {
              sms.push({ to, password: text });
              return { sent: true, messageId: 's' };
            },
          },
          passwordOf: smsPasswordOf(testPseudonyms),
          secretVersion: testPseudonyms.version,
          smsPerRegistration: 5,
        }),
      );
      return await anApiCall((event, context) => handle({ ...event, pathParameters: { registrationId } }, context));
    },
    /** The answer to a sign-in with a password: `200`, `200 challenge` or `401`. */
    async tried(typed: string) {
      const { status, body } = await world.signInAs(username, typed);
      return v.is(challengeSchema, body) ? `${status} challenge` : String(status);
    },
    /** Long enough for a recovery that has to wait for no turn. */
    aWhile: () => pause(1_000),
  };
}
