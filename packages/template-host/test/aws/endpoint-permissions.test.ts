import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCalls } from '#host/aws/calls.ts';
import { parsePolicy } from '#host/aws/iam.ts';
import { judgeGrants } from '#host/aws/judge-grants.ts';
import { anEndpoint, clientFor, ownerKeys, table } from './endpoint-setup.ts';

const get = new GetItemCommand({ TableName: 'things', Key: { id: { S: '1' } } });
const object = { Bucket: 'documents', Key: 'p/á b+c.pdf' };

describe('permissions', () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: table },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::documents/*' },
      {
        Effect: 'Allow',
        Action: 'ses:SendEmail',
        Resource: '*',
        Condition: { StringEquals: { 'ses:FromAddress': 'post@b.hu' } },
      },
    ],
  };
  let strict: Awaited<ReturnType<typeof anEndpoint>>;
  beforeEach(async () => {
    strict = await anEndpoint({ policy });
  });
  afterEach(() => strict.close());

  it("are those of the function's role: action, resource and condition", async () => {
    const own = clientFor(strict.workerUrl);
    const mail = (Source: string) =>
      new SESClient(own).send(new SendEmailCommand({ Source, Destination: {}, Message: undefined }));
    await new DynamoDBClient(own).send(get);
    await mail('post@b.hu');
    await expect(mail('other@b.hu')).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    const bucket = new S3Client({ ...own, forcePathStyle: true });
    await bucket.send(new GetObjectCommand(object));
    await expect(bucket.send(new PutObjectCommand({ ...object, Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect(strict.effects).toEqual(['dynamodb GetItem', 'ses SendEmail', 's3 GetObject 0']);
  });

  it('refuse with a message that names function, action, resource and reason, and one line in the log', async () => {
    const secrets = new SecretsManagerClient(clientFor(strict.workerUrl));
    const message =
      'read-things is not allowed to call secretsmanager:GetSecretValue on *: no statement allows the action';
    const call = secrets.send(new GetSecretValueCommand({ SecretId: 's' }));
    await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException', message });
    expect(strict.lines).toEqual([`aws: ${message}`]);
    expect(strict.calls.list()).toMatchObject([
      {
        function: 'read-things',
        allowed: false,
        outcome: 'AccessDeniedException',
        actions: ['secretsmanager:GetSecretValue'],
      },
    ]);
  });

  it('do not bind the owner', async () => {
    await new SecretsManagerClient(clientFor(strict.url, ownerKeys)).send(new GetSecretValueCommand({ SecretId: 's' }));
    expect(strict.effects).toEqual(['secretsmanager GetSecretValue']);
  });

  it('that were granted and never used are reported', async () => {
    await new DynamoDBClient(clientFor(strict.workerUrl)).send(get);
    const judged = judgeGrants([parsePolicy(policy)], 'read-things', strict.calls.list());
    expect(judged.filter(({ used }) => !used).map(({ action }) => action)).toEqual([
      'dynamodb:PutItem',
      's3:GetObject',
      'ses:SendEmail',
    ]);
  });
});
describe('the record of calls', () => {
  const aCall = (operation: string, name: string | null = 'f') => ({
    at: '2026-01-01T00:00:00.000Z',
    function: name,
    service: 's3' as const,
    operation,
    actions: [],
    resources: [],
    allowed: true,
    presigned: false,
    ms: 1,
    begun: 1,
    outcome: 'ok',
  });

  it('keeps the last calls, oldest first, and forgets all on clear', () => {
    const calls = createCalls(3);
    for (const operation of ['a', 'b', 'c', 'd', 'e']) calls.add(aCall(operation, operation === 'e' ? null : 'f'));
    expect(calls.list().map((call) => call.operation)).toEqual(['c', 'd', 'e']);
    expect(calls.countByFunction()).toEqual({ f: 2 });
    calls.clear();
    expect(calls.list()).toEqual([]);
    calls.add(aCall('g'));
    expect(calls.list()).toHaveLength(1);
  });
});
