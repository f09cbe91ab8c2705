import { setTimeout as pause } from 'node:timers/promises';
import { AdminDisableUserCommand, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { type Question, refusalName, refusalOf } from '../question.ts';
import { account, guide, password, visitPool } from './visit-pool.ts';

const wrong = 'something-else-1';

export const signInQuestions: readonly Question[] = [
  {
    id: 'cognito-unknown-user',
    text: 'With PreventUserExistenceErrors the pre-authentication trigger also runs for an unknown user, with the name as it was typed and ClientMetadata as validationData; its error arrives word for word, with a full stop.',
    source: `${guide}, "Pre authentication Lambda trigger"; "Managing user existence error responses"`,
    expected:
      'UserLambdaValidationException: PreAuthentication failed with error {"user":"NoBody","unknown":true,"said":"hello"}.',
    async ask(place) {
      const { signIn } = await visitPool(place);
      return refusalOf(signIn('NoBody', password, { say: 'hello' }));
    },
  },
  {
    id: 'cognito-known-user',
    text: 'For a known user the trigger gets the name as the pool keeps it, in lower case, however it was typed.',
    source: `${guide}, "User pool case sensitivity"`,
    expected:
      'UserLambdaValidationException: PreAuthentication failed with error {"user":"<name>","unknown":false,"said":"hello"}.',
    async ask(place) {
      const { createUser, signIn } = await visitPool(place);
      const { username } = await createUser();
      const refused = await refusalOf(signIn(username.toUpperCase(), password, { say: 'hello' }));
      return refused.replace(username, '<name>');
    },
  },
  {
    id: 'cognito-trigger-attributes',
    text: "The pre-authentication trigger gets a known user's custom attributes, and none of an unknown user.",
    source: `${guide}, "Pre authentication Lambda trigger"`,
    expected: 'known: its own; unknown: none',
    async ask(place) {
      const { createUser, signIn } = await visitPool(place);
      const { username } = await createUser();
      const [known, unknown] = [
        await refusalOf(signIn(username, password, { say: 'account' })),
        await refusalOf(signIn('somebody-else', password, { say: 'account' })),
      ];
      const told = (refused: string) => /\{"account":"(.*)"\}/.exec(refused)?.[1] ?? refused;
      return `known: ${told(known) === account ? 'its own' : told(known)}; unknown: ${told(unknown)}`;
    },
  },
  {
    id: 'cognito-trigger-first',
    text: 'The pre-authentication trigger runs before the password is compared, and not for the answer to a challenge.',
    source: `${guide}, "Pre authentication Lambda trigger"`,
    expected: 'wrong password: UserLambdaValidationException; answer to a challenge: no refusal',
    async ask(place) {
      const { createUser, signIn, respond } = await visitPool(place);
      const { username } = await createUser();
      const first = await refusalName(signIn(username, wrong, { say: 'hello' }));
      const { Session } = await signIn(username, password);
      const answer = await refusalName(respond(username, Session, `${password}-2`, 'hello'));
      return `wrong password: ${first}; answer to a challenge: ${answer}`;
    },
  },
  {
    id: 'cognito-wrong-password',
    text: 'A wrong password and an unknown user get the same answer.',
    source: `${guide}, "Managing user existence error responses"`,
    expected: 'NotAuthorizedException: Incorrect username or password. (both)',
    async ask(place) {
      const { createUser, signIn } = await visitPool(place);
      const { username } = await createUser();
      const [known, unknown] = [await refusalOf(signIn(username, wrong)), await refusalOf(signIn('nobody', wrong))];
      return known === unknown ? `${known} (both)` : `${known} / ${unknown}`;
    },
  },
  {
    id: 'cognito-own-throttle',
    text: 'After several wrong passwords Cognito refuses a user for some seconds by the same error with another text.',
    source: `${guide}, "Lockout behavior for failed sign-in attempts"`,
    expected: 'NotAuthorizedException: Password attempts exceeded',
    async ask(place) {
      const { createUser, signIn } = await visitPool(place);
      const { username } = await createUser();
      let last = 'never';
      for (let tries = 0; tries < 12 && !last.includes('exceeded'); tries++)
        last = await refusalOf(signIn(username, wrong));
      return last;
    },
  },
  {
    id: 'cognito-secret-hash',
    text: 'A sign-in without the secret hash, or with a wrong one, is refused.',
    source: `${guide}, "Computing secret hash values"`,
    expected: 'NotAuthorizedException, NotAuthorizedException',
    async ask(place) {
      const { createUser, signIn } = await visitPool(place);
      const { username } = await createUser();
      const answers = [
        await refusalName(signIn(username, password, { hash: null })),
        await refusalName(signIn(username, password, { hash: Buffer.alloc(32).toString('base64') })),
      ];
      return answers.join(', ');
    },
  },
  {
    id: 'cognito-flow-closed',
    text: 'A flow that the client does not list is refused: nobody signs in past the operator’s call.',
    source: `${guide}, API reference, "CreateUserPoolClient", ExplicitAuthFlows`,
    expected: 'InvalidParameterException',
    async ask(place) {
      const { client, ClientId } = await visitPool(place);
      const AuthParameters = { USERNAME: 'nobody', PASSWORD: wrong, SECRET_HASH: 'x' };
      return refusalName(
        client.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })),
      );
    },
  },
  {
    id: 'cognito-temporary-password',
    text: 'A temporary password is answered with NEW_PASSWORD_REQUIRED and a session; the session answers once.',
    source: `${guide}, "AdminCreateUser"; "AdminRespondToAuthChallenge"`,
    expected: 'NEW_PASSWORD_REQUIRED, tokens; again: NotAuthorizedException',
    async ask(place) {
      const { createUser, signIn, respond } = await visitPool(place);
      const { username } = await createUser();
      const { ChallengeName, Session } = await signIn(username, password);
      const { AuthenticationResult } = await respond(username, Session, `${password}-2`);
      const again = await refusalName(respond(username, Session, `${password}-3`));
      return `${ChallengeName}, ${AuthenticationResult?.AccessToken ? 'tokens' : 'no tokens'}; again: ${again}`;
    },
  },
  {
    id: 'cognito-weak-password',
    text: 'A password that the pool’s policy refuses has an error of its own, and leaves the session as it was.',
    source: `${guide}, "Adding user pool password requirements"`,
    expected: 'InvalidPasswordException, then no refusal',
    async ask(place) {
      const { createUser, signIn, respond } = await visitPool(place);
      const { username } = await createUser();
      const { Session } = await signIn(username, password);
      const weak = await refusalName(respond(username, Session, 'short'));
      return `${weak}, then ${await refusalName(respond(username, Session, `${password}-2`))}`;
    },
  },
  {
    id: 'cognito-disabled-user',
    text: 'A disabled user is refused as such with the right password.',
    source: `${guide}, API reference, "AdminDisableUser"`,
    expected: 'NotAuthorizedException: User is disabled.',
    async ask(place) {
      const { client, UserPoolId, signedIn, signIn } = await visitPool(place);
      const { username } = await signedIn();
      await client.send(new AdminDisableUserCommand({ UserPoolId, Username: username }));
      return refusalOf(signIn(username, password));
    },
  },
  {
    id: 'cognito-challenge-expiry',
    text: 'A challenge session ends after AuthSessionValidity.',
    source: `${guide}, "App client settings"`,
    expected: 'NotAuthorizedException',
    minutes: 4,
    async ask(place) {
      const { createUser, signIn, respond } = await visitPool(place);
      const { username } = await createUser();
      const { Session } = await signIn(username, password);
      await pause(190_000);
      return refusalName(respond(username, Session, `${password}-2`));
    },
  },
];
