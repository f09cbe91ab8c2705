import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { clientId, minutes, poolId, refusal, secretHash, setupPool } from '#testing/cognito-pool-builder.ts';

const arn = (name: string) => `arn:aws:lambda:eu-central-1:000000000000:function:${name}`;
const triggers = {
  defineAuthChallenge: arn('define'),
  createAuthChallenge: arn('create'),
  verifyAuthChallengeResponse: arn('verify'),
};

type Responses = { readonly define?: unknown; readonly create?: unknown; readonly verify?: unknown };

/** A pool whose triggers give these responses; by default one challenge whose every answer is right. */
async function setup(responses: Responses = {}, wired: Readonly<Record<string, string>> = triggers) {
  const events: { triggerSource: string; request: Record<string, unknown> }[] = [];
  const running = await setupPool({
    pool: { triggers: wired },
    client: { explicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] },
    async invokeTrigger(functionArn, event) {
      const asked = Object(event);
      events.push(asked);
      const name = functionArn.split(':').at(-1) ?? '';
      const usual = {
        define:
          asked.request.session?.length > 0
            ? { issueTokens: true, failAuthentication: false }
            : { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false },
        create: { publicChallengeParameters: { hint: 'h' }, privateChallengeParameters: { answer: 'a' } },
        verify: { answerCorrect: true },
      };
      return { ok: true, event: { ...asked, response: { ...usual, ...responses }[name as keyof Responses] } };
    },
  });
  const base = { UserPoolId: poolId, ClientId: clientId };
  const begin = (username = 'anna', more: Readonly<Record<string, string>> = {}) =>
    running.sdk.send(
      new AdminInitiateAuthCommand({
        ...base,
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: username, SECRET_HASH: secretHash(username), ...more },
      }),
    );
  const answer = (Session: string | undefined, username = 'anna') =>
    running.sdk.send(
      new AdminRespondToAuthChallengeCommand({
        ...{ ...base, Session },
        ChallengeName: 'CUSTOM_CHALLENGE',
        ChallengeResponses: { USERNAME: username, ANSWER: 'x', SECRET_HASH: secretHash(username) },
        ClientMetadata: { by: 'test' },
      }),
    );
  await running.confirmedUser();
  return { ...running, events, begin, answer };
}

describe('a sign-in by the pool’s own challenge', () => {
  it('asks its triggers with events in AWS’s shape, and compares no password', async () => {
    const { begin, answer, events, cognito } = await setup();
    const { Session, ChallengeParameters } = await begin();
    expect(ChallengeParameters).toEqual({ USERNAME: 'anna', hint: 'h' });
    expect((await answer(Session)).AuthenticationResult?.AccessToken).toBeDefined();
    const user = { userAttributes: { 'cognito:user_status': 'CONFIRMED' }, userNotFound: false };
    const result = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true };
    expect(events).toMatchObject([
      { version: '1', triggerSource: 'DefineAuthChallenge_Authentication', request: { ...user, session: [] } },
      {
        triggerSource: 'CreateAuthChallenge_Authentication',
        request: { ...user, challengeName: 'CUSTOM_CHALLENGE', session: [] },
      },
      {
        triggerSource: 'VerifyAuthChallengeResponse_Authentication',
        request: {
          ...user,
          privateChallengeParameters: { answer: 'a' },
          challengeAnswer: 'x',
          clientMetadata: { by: 'test' },
        },
      },
      {
        triggerSource: 'DefineAuthChallenge_Authentication',
        request: { ...user, session: [result], clientMetadata: { by: 'test' } },
      },
    ]);
    expect(cognito.passwordChecks()).toBe(0);
  });

  it('is refused where the client does not list the flow, without the secret hash, and without triggers', async () => {
    const { sdk, begin } = await setup({}, {});
    expect(await refusal(begin())).toBe('InvalidParameterException: Custom auth lambda trigger is not configured.');
    const unhashed = { ClientId: clientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'anna' } } as const;
    expect(await refusal(sdk.send(new InitiateAuthCommand(unhashed)))).toMatch(/^NotAuthorizedException/);
    const closed = await setupPool();
    const AuthParameters = { USERNAME: 'anna', SECRET_HASH: secretHash('anna') };
    const asked = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters });
    expect(await refusal(closed.sdk.send(asked))).toMatch(/^InvalidParameterException/);
  });

  it.each<[string, Responses]>([
    ['a challenge that is not played', { define: { challengeName: 'SMS_MFA' } }],
    ['something else than flags', { define: 'tokens' }],
    ['parameters that are no texts', { create: { publicChallengeParameters: { a: 1 } } }],
  ])('refuses a trigger’s answer with %s', async (_what, responses) => {
    const { begin } = await setup(responses);
    expect(await refusal(begin())).toBe('InvalidLambdaResponseException: Unrecognizable lambda output');
  });

  it('tells its triggers of SRP as a right first answer, and begins with no other challenge', async () => {
    const { begin, events } = await setup({ define: { failAuthentication: true } });
    expect(await refusal(begin('anna', { CHALLENGE_NAME: 'SRP_A', SRP_A: '2' }))).toMatch(/^NotAuthorizedException/);
    expect(events.at(-1)?.request).toMatchObject({ session: [{ challengeName: 'SRP_A', challengeResult: true }] });
    expect(await refusal(begin('anna', { CHALLENGE_NAME: 'SMS_MFA' }))).toMatch(/^InvalidParameterException/);
    expect(events).toHaveLength(1);
  });

  it('gives nobody tokens whom the pool does not have, whatever the triggers say', async () => {
    const { begin, events } = await setup({ define: { issueTokens: true } });
    expect(await refusal(begin('nobody'))).toBe('NotAuthorizedException: Incorrect username or password.');
    expect(events.at(-1)?.request).toMatchObject({ userAttributes: {}, userNotFound: true });
  });

  it('ends with its session’s time', async () => {
    const { begin, answer, clock } = await setup();
    const { Session } = await begin();
    await clock.advance(minutes(15));
    expect(await refusal(answer(Session))).toBe(
      'NotAuthorizedException: Invalid session for the user, session is expired.',
    );
  });
});
