import * as v from 'valibot';
import { AwsError, localRegion } from '../aws/service.ts';
import type { CustomChallenge } from './challenge-sessions.ts';
import { type RequestedSignIn, triggerAttributes } from './password-sign-in.ts';
import type { Realm } from './realm.ts';
import { askFunction } from './trigger.ts';
import type { User } from './users.ts';

const texts = v.nullish(v.record(v.string(), v.string()), {});
const defined = v.object({
  challengeName: v.nullish(v.string()),
  issueTokens: v.nullish(v.boolean(), false),
  failAuthentication: v.nullish(v.boolean(), false),
});
const created = v.object({
  publicChallengeParameters: texts,
  privateChallengeParameters: texts,
  challengeMetadata: v.nullish(v.string()),
});
const verified = v.object({ answerCorrect: v.nullish(v.boolean(), false) });

const unrecognizable = () => new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');

type Names = 'DefineAuthChallenge' | 'CreateAuthChallenge' | 'VerifyAuthChallengeResponse';

/**
 * The three triggers of one custom sign-in, with the events that the developer guide documents ("Custom authentication challenge
 * Lambda triggers"). `signIn.metadata` is the ClientMetadata of the answer to a challenge, which all three get. Each throws like
 * `askFunction`, and InvalidLambdaResponseException for an answer in another form.
 */
export function askChallengeTriggers(
  realm: Realm,
  { pool, client, metadata }: RequestedSignIn,
  typed: string,
  user: User | undefined,
) {
  async function ask<T>(
    name: Names,
    request: object,
    response: object,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<T> {
    const functionArn = pool.definition.triggers[`${name.charAt(0).toLowerCase()}${name.slice(1)}`];
    if (!functionArn) throw new AwsError('InvalidParameterException', 'Custom auth lambda trigger is not configured.');
    const event = {
      version: '1',
      triggerSource: `${name}_Authentication`,
      region: localRegion,
      userPoolId: pool.definition.poolId,
      userName: user?.username ?? typed,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.clientId },
      request: {
        userAttributes: { ...triggerAttributes(user) },
        ...request,
        ...(metadata ? { clientMetadata: { ...metadata } } : {}),
        ...(client.preventUserExistenceErrors ? { userNotFound: !user } : {}),
      },
      response,
    };
    const answer = await askFunction(name, () => realm.invokeTrigger(functionArn, event), realm.triggerTimeoutMs);
    const parsed = v.safeParse(v.object({ response: schema }), answer);
    if (!parsed.success) throw unrecognizable();
    return parsed.output.response;
  }

  return {
    /** What comes next, after these answers. */
    define: (session: CustomChallenge['results']) =>
      ask(
        'DefineAuthChallenge',
        { session },
        { challengeName: null, issueTokens: null, failAuthentication: null },
        defined,
      ),
    /** The challenge's parameters: those for the caller, and those for `verify`. */
    async create(session: CustomChallenge['results']) {
      const request = { challengeName: 'CUSTOM_CHALLENGE', session };
      const response = {
        publicChallengeParameters: null,
        privateChallengeParameters: null,
        challengeMetadata: null,
      };
      const made = await ask('CreateAuthChallenge', request, response, created);
      return {
        publicParameters: made.publicChallengeParameters,
        privateParameters: made.privateChallengeParameters,
        metadata: made.challengeMetadata ?? undefined,
      };
    },
    /** Whether the answer to the challenge is right. */
    async verify(privateChallengeParameters: CustomChallenge['privateParameters'], challengeAnswer: string) {
      const request = { privateChallengeParameters, challengeAnswer };
      return (await ask('VerifyAuthChallengeResponse', request, { answerCorrect: null }, verified)).answerCorrect;
    },
    /** The error for a challenge that is not played. */
    unrecognized: unrecognizable,
  };
}
