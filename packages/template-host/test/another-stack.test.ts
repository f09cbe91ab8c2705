import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { Host } from '#host/host.ts';
import { aFunction, ref } from './a-stack.ts';
import { notebook, notebookCode } from './notebook-stack.ts';
import { play } from './play-stack.ts';

const password = 'blue-whales-sing';

/** The stack from outside: its API, its user, its notes, its files. */
function visit(host: Host) {
  const { Pool: UserPoolId, Client: ClientId, Table: TableName, Files: Bucket, Api: api } = host.outputs;
  const options = {
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
  };
  const cognito = new CognitoIdentityProviderClient(options);
  const dynamo = new DynamoDBClient(options);
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  return {
    async signUp(Username: string) {
      const user = { UserPoolId, Username };
      await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
      await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
      const { AuthenticationResult: tokens } = await cognito.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: Username, PASSWORD: password },
        }),
      );
      return `Bearer ${tokens?.AccessToken}`;
    },
    write: async (id: string, body: string, authorization = '') =>
      (await fetch(`${api}/notes/${id}`, { method: 'PUT', body, headers: { authorization } })).status,
    upload: (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body })),
    async notesOf(owner: string) {
      const { Items: items = [] } = await dynamo.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': { S: owner } },
        }),
      );
      return items.map(({ id, text }) => [id?.S, text?.S]);
    },
  };
}

it('plays a stack that was not made by CDK: sign-in, an API behind it, a table, a bucket that fills a queue', async () => {
  const host = await play(notebook, notebookCode);
  const { signUp, write, upload, notesOf } = visit(host);
  expect(await write('first', 'nobody', 'Bearer none')).toBe(401);
  const anna = await signUp('Anna');
  expect(await write('first', 'hello', anna)).toBe(204);
  expect(await notesOf('anna')).toEqual([['first', 'hello']]);

  await upload('documents/photo.jpg', 'four');
  await upload('elsewhere/photo.jpg', 'nobody hears of this one');
  await expect.poll(() => notesOf('files'), { timeout: 20_000 }).toEqual([['documents/photo.jpg', '4']]);

  const unused = host.grants().filter(({ used, action }) => !used && action.startsWith('dynamodb:'));
  expect(unused).toEqual([]);
});

it('refuses what the roles of that stack do not allow', async () => {
  const withoutGrants = aFunction('write', { env: { NOTES: ref('Notes') } });
  const host = await play({ ...notebook, resources: { ...notebook.resources, ...withoutGrants } }, notebookCode);
  const { signUp, write, notesOf } = visit(host);
  expect(await write('first', 'hello', await signUp('Anna'))).toBe(500);
  expect(await notesOf('anna')).toEqual([]);
});
