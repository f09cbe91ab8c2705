import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Question, refusalName } from '../question.ts';
import { guide, password, visitPool } from './visit-pool.ts';

export const userQuestions: readonly Question[] = [
  {
    id: 'cognito-user-by-sub',
    text: 'AdminGetUser and AdminSetUserPassword take a user’s `sub` in place of the name.',
    source: `${guide}, API reference, "AdminGetUser": Username`,
    expected: 'found; signs in with the password that was set',
    async ask(place) {
      const { client, UserPoolId, createUser, setPassword, signIn } = await visitPool(place);
      const { username, sub } = await createUser();
      const { Username } = await client.send(new AdminGetUserCommand({ UserPoolId, Username: sub }));
      await setPassword(sub, `${password}-2`);
      const { AuthenticationResult } = await signIn(username, `${password}-2`);
      return `${Username === username ? 'found' : `found ${Username}`}; ${AuthenticationResult ? 'signs in' : 'does not sign in'} with the password that was set`;
    },
  },
  {
    id: 'cognito-names-differ',
    text: 'A name that is taken, in whatever case, and a user who is missing have errors of their own.',
    source: `${guide}, API reference, "AdminCreateUser", "AdminGetUser": errors`,
    expected: 'UsernameExistsException, UserNotFoundException',
    async ask(place) {
      const { client, UserPoolId, createUser } = await visitPool(place);
      const { username } = await createUser();
      const get = new AdminGetUserCommand({ UserPoolId, Username: 'nobody' });
      const taken = await refusalName(createUser(username.toUpperCase()));
      return `${taken}, ${await refusalName(client.send(get))}`;
    },
  },
  {
    id: 'cognito-name-free-again',
    text: 'A deleted user’s name is free at once, for a user with another `sub`.',
    source: `${guide}, API reference, "AdminDeleteUser"`,
    expected: 'another sub',
    async ask(place) {
      const { client, UserPoolId, createUser } = await visitPool(place);
      const first = await createUser();
      await client.send(new AdminDeleteUserCommand({ UserPoolId, Username: first.username }));
      const second = await createUser(first.username);
      return second.sub !== first.sub ? 'another sub' : 'the same sub';
    },
  },
  {
    id: 'cognito-one-user-wins',
    text: 'Of five users made at once with one name, one is made.',
    source: `${guide}, API reference, "AdminCreateUser": UsernameExistsException`,
    expected: '1 made, the others UsernameExistsException',
    async ask(place) {
      const { createUser } = await visitPool(place);
      const name = (await createUser()).username;
      const names = await Promise.all(Array.from({ length: 5 }, () => refusalName(createUser(`${name}-2`))));
      const refused = names.filter((one) => one !== 'no refusal');
      return `${names.length - refused.length} made, the others ${[...new Set(refused)].join(' and ')}`;
    },
  },
  {
    id: 'cognito-unknown-attribute',
    text: 'A user with an attribute that the pool does not have is refused.',
    source: `${guide}, "Working with user attributes"`,
    expected: 'InvalidParameterException',
    async ask(place) {
      const { client, UserPoolId } = await visitPool(place);
      const create = new AdminCreateUserCommand({
        ...{ UserPoolId, Username: 'probe-attribute', MessageAction: 'SUPPRESS' },
        UserAttributes: [{ Name: 'custom:nothing', Value: 'x' }],
      });
      return refusalName(client.send(create));
    },
  },
];
