import { setTimeout as pause } from 'node:timers/promises';
import { AdminDisableUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type Question, refusalName, refusalOf } from '../question.ts';
import { account, claimsOf, guide, password, visitPool } from './visit-pool.ts';

const triggers = `${guide}, "Custom authentication challenge Lambda triggers"`;

/** Signing in by the pool's own challenge (CUSTOM_AUTH), without a password. */
export const customSignInQuestions: readonly Question[] = [
  {
    id: 'cognito-custom-tokens',
    text: 'A custom challenge takes two calls: a wrong answer brings what the triggers define next, a right one tokens; the pre-token-generation trigger names the account in them and suppresses the self-service scope, at the sign-in and at a refresh.',
    source: `${triggers}; "Pre token generation Lambda trigger"`,
    expected: `CUSTOM_CHALLENGE; wrong: CUSTOM_CHALLENGE; right: ${account}, no scope; refreshed: ${account}, no scope`,
    async ask(place) {
      const { createUser, setPassword, beginCustom, answerCustom, refresh } = await visitPool(place);
      const { username } = await createUser();
      await setPassword(username, password);
      const first = await beginCustom(username);
      const second = await answerCustom(username, first.Session, 'wrong');
      const { AuthenticationResult: tokens } = await answerCustom(username, second.Session, 'right');
      const { AuthenticationResult: next } = await refresh(tokens?.RefreshToken ?? '');
      const shown = (token: string | undefined) => {
        const { account: named, scope } = claimsOf(token);
        return `${named}, ${scope === undefined || scope === '' ? 'no scope' : scope}`;
      };
      const [right, refreshed] = [shown(tokens?.AccessToken), shown(next?.AccessToken)];
      return `${first.ChallengeName}; wrong: ${second.ChallengeName}; right: ${right}; refreshed: ${refreshed}`;
    },
  },
  {
    id: 'cognito-custom-guarded',
    text: 'The pre-authentication trigger also runs for CUSTOM_AUTH, with ClientMetadata as validationData.',
    source: `${guide}, "Pre authentication Lambda trigger"; github.com/aws-amplify/amplify-js/issues/5318 says otherwise`,
    expected:
      'UserLambdaValidationException: PreAuthentication failed with error {"user":"<name>","unknown":false,"said":"hello"}.',
    async ask(place) {
      const { createUser, beginCustom } = await visitPool(place);
      const { username } = await createUser();
      return (await refusalOf(beginCustom(username, 'hello'))).replace(username, '<name>');
    },
  },
  {
    id: 'cognito-custom-metadata',
    text: 'ClientMetadata of the first call does not reach the challenge’s triggers; that of an answer does.',
    source: `${guide}, API reference, "InitiateAuth" and "RespondToAuthChallenge": ClientMetadata`,
    expected: 'first: nothing, answer: hello',
    async ask(place) {
      const { createUser, beginCustom, answerCustom } = await visitPool(place);
      const { username } = await createUser();
      const first = await beginCustom(username);
      const second = await answerCustom(username, first.Session, 'wrong', 'hello');
      return `first: ${first.ChallengeParameters?.said}, answer: ${second.ChallengeParameters?.said}`;
    },
  },
  {
    id: 'cognito-custom-srp-first',
    text: 'Who begins a custom sign-in with SRP has answered a first challenge, and rightly, before anything was proved.',
    source: `${guide}, "Define Auth challenge Lambda trigger"`,
    expected: 'CUSTOM_CHALLENGE after SRP_A true',
    async ask(place) {
      const { createUser, beginCustom } = await visitPool(place);
      const { username } = await createUser();
      const srp = { CHALLENGE_NAME: 'SRP_A', SRP_A: '2'.repeat(768) };
      const { ChallengeName, ChallengeParameters } = await beginCustom(username, undefined, srp);
      return `${ChallengeName} after ${ChallengeParameters?.first}`;
    },
  },
  {
    id: 'cognito-custom-temporary-password',
    text: 'Whose password is temporary signs in by a custom challenge, and the password stays as it is.',
    source: 'github.com/aws-samples/amazon-cognito-passwordless-auth/issues/194',
    expected: 'tokens; by the password: NEW_PASSWORD_REQUIRED',
    async ask(place) {
      const { createUser, signIn, beginCustom, answerCustom } = await visitPool(place);
      const { username } = await createUser();
      const { Session } = await beginCustom(username);
      const { AuthenticationResult: tokens } = await answerCustom(username, Session, 'right');
      const { ChallengeName } = await signIn(username, password);
      return `${tokens?.AccessToken ? 'tokens' : 'no tokens'}; by the password: ${ChallengeName}`;
    },
  },
  {
    id: 'cognito-custom-nobody',
    text: 'For an unknown user the triggers run with userNotFound; what they refuse, and a disabled user, is refused without tokens.',
    source: `${triggers}; "Managing user existence error responses"`,
    expected:
      'unknown: NotAuthorizedException: Incorrect username or password.; disabled: NotAuthorizedException: User is disabled.',
    async ask(place) {
      const { client, UserPoolId, createUser, beginCustom } = await visitPool(place);
      const { username } = await createUser();
      await client.send(new AdminDisableUserCommand({ UserPoolId, Username: username }));
      const [unknown, disabled] = [await refusalOf(beginCustom('nobody')), await refusalOf(beginCustom(username))];
      return `unknown: ${unknown}; disabled: ${disabled}`;
    },
  },
  {
    id: 'cognito-custom-session-expiry',
    text: 'The session of a custom challenge ends after AuthSessionValidity.',
    source: `${guide}, "App client settings"`,
    expected: 'NotAuthorizedException',
    minutes: 4,
    async ask(place) {
      const { createUser, beginCustom, answerCustom } = await visitPool(place);
      const { username } = await createUser();
      const { Session } = await beginCustom(username);
      await pause(190_000);
      return refusalName(answerCustom(username, Session, 'right'));
    },
  },
  {
    id: 'cognito-custom-session-once',
    text: 'The session of a custom challenge answers once, only as its own user, and never as a new password’s.',
    source: `${guide}, API reference, "AdminRespondToAuthChallenge": Session`,
    expected: 'NotAuthorizedException, NotAuthorizedException, NotAuthorizedException',
    async ask(place) {
      const { createUser, beginCustom, answerCustom, respond } = await visitPool(place);
      const [one, other] = [await createUser(), await createUser()];
      const { Session } = await beginCustom(one.username);
      const asOther = await refusalName(answerCustom(other.username, Session, 'right'));
      const asPassword = await refusalName(respond(one.username, Session, `${password}-2`));
      await answerCustom(one.username, Session, 'right');
      return `${asOther}, ${asPassword}, ${await refusalName(answerCustom(one.username, Session, 'right'))}`;
    },
  },
];
