import { GetUserCommand, RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import type { InvokeTrigger } from '#host/cognito/cognito.ts';
import { clientId, clientSecret, echo, refusal, setupPool } from '#testing/cognito-pool-builder.ts';

const tokensArn = 'arn:aws:lambda:eu-central-1:000000000000:function:tokens';

/** A pool whose trigger answers `response`, and the events that it was asked with. */
async function setup(response: unknown, invoke?: InvokeTrigger) {
  const events: { triggerSource?: unknown; version?: unknown }[] = [];
  const running = await setupPool({
    pool: { triggers: { preTokenGenerationConfig: tokensArn } },
    invokeTrigger:
      invoke ??
      (async (_arn, event) => {
        events.push(Object(event));
        return { ok: true, event: { ...Object(event), response } };
      }),
  });
  const { username, password } = await running.confirmedUser();
  return { ...running, events, signedIn: () => running.signIn(username, password) };
}

const answer = (accessTokenGeneration: object) => ({ claimsAndScopeOverrideDetails: { accessTokenGeneration } });

describe('the pre-token-generation trigger, event version 2', () => {
  it('adds claims to the access token, and none that are Cognito’s own', async () => {
    const { signedIn, events } = await setup(answer({ claimsToAddOrOverride: { account: 'a-1', sub: 'forged' } }));
    const { AuthenticationResult: tokens } = await signedIn();
    const claims = decodeJwt(tokens?.AccessToken ?? '');
    expect(claims).toMatchObject({ account: 'a-1', scope: 'aws.cognito.signin.user.admin' });
    expect(claims.sub).not.toBe('forged');
    expect(events).toMatchObject([{ version: '2', triggerSource: 'TokenGeneration_Authentication' }]);
  });

  it('without the self-service scope a token opens none of Cognito’s own calls', async () => {
    const { signedIn, sdk } = await setup(answer({ scopesToSuppress: ['aws.cognito.signin.user.admin'] }));
    const { AuthenticationResult: tokens } = await signedIn();
    expect(decodeJwt(tokens?.AccessToken ?? '').scope).toBeUndefined();
    expect(await refusal(sdk.send(new GetUserCommand({ AccessToken: tokens?.AccessToken })))).toBe(
      'NotAuthorizedException: Access Token does not have required scopes',
    );
    // The client's own calls need no scope.
    const Token = tokens?.RefreshToken;
    await sdk.send(new RevokeTokenCommand({ ClientId: clientId, ClientSecret: clientSecret, Token }));
  });

  it('an error of the function or an answer in another form gets no tokens', async () => {
    const failing = await setup(null, async () => ({ ok: false, error: 'NO' }));
    expect(await refusal(failing.signedIn())).toBe(
      'UserLambdaValidationException: PreTokenGeneration failed with error NO.',
    );
    const { signedIn } = await setup({ claimsAndScopeOverrideDetails: 'nothing' });
    expect(await refusal(signedIn())).toBe('InvalidLambdaResponseException: Unrecognizable lambda output');
    const unchanged = await setup(null, echo);
    expect((await unchanged.signedIn()).AuthenticationResult?.AccessToken).toBeDefined();
  });
});
