import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { DeleteMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEndpoint, clientFor, functionKeys, type Keys, ownerKeys } from './endpoint-setup.ts';

let host: Awaited<ReturnType<typeof anEndpoint>>;
beforeEach(async () => {
  host = await anEndpoint();
});
afterEach(() => host.close());

const get = new GetItemCommand({ TableName: 'things', Key: { id: { S: '1' } } });
const object = { Bucket: 'documents', Key: 'p/á b+c.pdf' };
const s3 = (credentials: Keys = functionKeys) =>
  new S3Client({ ...clientFor(host.url, credentials), forcePathStyle: true });
const link = (credentials: Keys = functionKeys, signingDate = new Date(host.clock.now())) =>
  getSignedUrl(s3(credentials), new GetObjectCommand(object), { expiresIn: 300, signingDate });

describe('a signature for another region', () => {
  const elsewhere = (keys: Keys) => ({ ...clientFor(host.url, keys), region: 'us-east-1' });

  it.each([
    ['a function', functionKeys],
    ['the owner', ownerKeys],
  ] as const)('is refused in the words of each service, whoever signed: %s', async (_, keys) => {
    await expect(new DynamoDBClient(elsewhere(keys)).send(get)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: "Credential should be scoped to a valid region, not 'us-east-1'. ",
    });
    const far = new S3Client({ ...elsewhere(keys), forcePathStyle: true });
    await expect(far.send(new GetObjectCommand(object))).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      message: "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'",
    });
    const presigned = await fetch(await getSignedUrl(far, new GetObjectCommand(object)));
    expect([presigned.status, await presigned.text()]).toEqual([
      400,
      expect.stringContaining('<Code>AuthorizationQueryParametersError</Code>'),
    ]);
    expect(host.effects).toEqual([]);
  });
});

describe('every route to a service', () => {
  it.each(['url', 'workerUrl'] as const)('is found for what the SDK sends to %s', async (port) => {
    const own = clientFor(host[port]);
    const queue = { QueueUrl: `${host[port]}/000000000000/mail`, ReceiptHandle: 'r' };
    await new DynamoDBClient(own).send(get);
    await new SQSClient(own).send(new DeleteMessageCommand(queue));
    await new PinpointSMSVoiceV2Client(own).send(
      new SendTextMessageCommand({ DestinationPhoneNumber: '+36301234567' }),
    );
    await new SecretsManagerClient(own).send(new GetSecretValueCommand({ SecretId: 's' }));
    const cognito = new CognitoIdentityProviderClient(own);
    await cognito.send(new AdminGetUserCommand({ UserPoolId: 'p', Username: 'u' }));
    await cognito.send(new RevokeTokenCommand({ Token: 't', ClientId: 'c' }));
    await new SESClient(own).send(new SendEmailCommand({ Source: 'a@b.hu', Destination: {}, Message: undefined }));
    await new S3Client({ ...own, forcePathStyle: true }).send(new GetObjectCommand(object));
    expect(host.effects).toEqual([
      'dynamodb GetItem',
      'sqs DeleteMessage',
      'sms-voice SendTextMessage',
      'secretsmanager GetSecretValue',
      'cognito-idp AdminGetUser',
      'cognito-idp RevokeToken',
      'ses SendEmail',
      's3 GetObject 0',
    ]);
    expect(host.calls.list().every((call) => call.allowed && call.outcome === 'ok')).toBe(true);
  });

  it('finds SES by its query protocol alone, and refuses the call for its missing signature', async () => {
    const body = new URLSearchParams({ Action: 'SendEmail', Version: '2010-12-01', Source: 'a@b.hu' });
    const response = await fetch(host.url, { method: 'POST', body });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('MissingAuthenticationToken'),
    ]);
  });

  it('refuses a service that is not played', async () => {
    const streams = await fetch(host.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDBStreams_20120810.X' },
    });
    expect([streams.status, await streams.json()]).toMatchObject([400, { __type: 'UnknownOperationException' }]);
    const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/sts/aws4_request';
    const sts = await fetch(host.url, { method: 'POST', headers: { authorization } });
    expect([sts.status, await sts.text()]).toEqual([400, expect.stringContaining('InvalidAction')]);
    expect(sts.headers.get('x-amzn-requestid')).toMatch(/^[\w-]{36}$/);
  });
});

describe('who calls', () => {
  const wrong = { ...functionKeys, secretAccessKey: 'guess' };

  it("refuses a function's key with a wrong secret, in each service's words", async () => {
    const own = clientFor(host.url, wrong);
    await expect(new DynamoDBClient(own).send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(s3(wrong).send(new GetObjectCommand(object))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    const mail = new SendEmailCommand({ Source: 'a@b.hu', Destination: {}, Message: undefined });
    await expect(new SESClient(own).send(mail)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
    const stale = clientFor(host.url, { ...functionKeys, sessionToken: 'old' });
    await expect(new DynamoDBClient(stale).send(get)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    expect(host.effects).toEqual([]);
    expect(host.calls.list()).toHaveLength(4);
    expect(host.calls.list()[0]).toMatchObject({ function: null, operation: null, allowed: false });
  });

  it('takes an unknown key for the owner’s on the public port, and refuses it on a function’s port', async () => {
    await new DynamoDBClient(clientFor(host.url, ownerKeys)).send(get);
    expect(host.calls.list()).toMatchObject([{ function: null, allowed: true }]);
    const posing = new DynamoDBClient(clientFor(host.workerUrl, ownerKeys)).send(get);
    await expect(posing).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('knows the caller of an unsigned Cognito call by the port, and requires a signature where Cognito does', async () => {
    const call = (url: string, operation: string) =>
      fetch(url, { method: 'POST', headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` } });
    expect((await call(host.workerUrl, 'RevokeToken')).status).toBe(200);
    expect((await call(host.url, 'RevokeToken')).status).toBe(200);
    expect(host.calls.list().map((one) => one.function)).toEqual(['read-things', null]);
    const admin = await call(host.workerUrl, 'AdminGetUser');
    expect([admin.status, await admin.json()]).toMatchObject([400, { __type: 'MissingAuthenticationTokenException' }]);
  });

  it('refuses a signature that is scoped to another service', async () => {
    const url = new URL(await link());
    const headers = { 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const response = await fetch(url, { headers });
    expect([response.status, await response.json()]).toMatchObject([400, { __type: 'InvalidSignatureException' }]);
    expect(host.effects).toEqual([]);
  });
});

describe('presigned links', () => {
  const status = async (url: string) => {
    const response = await fetch(url);
    return [response.status, /<Message>(.*)<\/Message>/.exec(await response.text())?.[1]];
  };

  it("open for anybody who has one, in the function's name", async () => {
    expect(await status(await link())).toEqual([200, undefined]);
    const [call] = host.calls.list();
    expect(call).toMatchObject({ function: 'read-things', presigned: true, actions: ['s3:GetObject'] });
    expect(call?.resources).toEqual(['arn:aws:s3:::documents/p/á b+c.pdf']);
  });

  it("of a function end by the moved time, which is the function's clock", async () => {
    const url = await link();
    await host.clock.advance(299_000);
    expect(await status(url)).toEqual([200, undefined]);
    await host.clock.advance(2_000);
    expect(await status(url)).toEqual([403, 'Request has expired']);
    expect(await status(await link())).toEqual([200, undefined]);
  });

  it('of the owner end by the real time, too, because the owner has no moved clock', async () => {
    await host.clock.advance(3_600_000);
    expect(await status(await link(ownerKeys, new Date()))).toEqual([200, undefined]);
    expect(await status(await link(ownerKeys, new Date(Date.now() - 301_000)))).toEqual([403, 'Request has expired']);
  });

  it('are refused when anything in them was changed, as is a request without a signature', async () => {
    const url = new URL(await link());
    const changed = new URL(url);
    changed.searchParams.set('response-content-disposition', 'attachment');
    expect((await status(changed.href))[0]).toBe(403);
    expect(await status(url.origin + url.pathname)).toEqual([403, 'Access Denied']);
    expect(host.effects).toEqual([]);
  });

  it('do not strike the worker that signed them with a crash', async () => {
    host.faults.add({ service: 's3', operation: 'GetObject', crash: true });
    expect(await status(await link())).toEqual([200, undefined]);
    expect(host.killed).toEqual([]);
  });
});

describe('the moved clock', () => {
  it('is accepted in signatures like the real one, and a function reads it in Date', async () => {
    await host.clock.advance(400 * 86_400_000);
    const sent = await new DynamoDBClient(clientFor(host.workerUrl)).send(get);
    expect(sent.$metadata.httpStatusCode).toBe(200);
    const moved = new DynamoDBClient({ ...clientFor(host.workerUrl), systemClockOffset: 400 * 86_400_000 });
    await moved.send(get);
    const other = new DynamoDBClient({ ...clientFor(host.workerUrl), systemClockOffset: 200 * 86_400_000 });
    await expect(other.send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    const dateOf = async (url: string) => Date.parse((await fetch(url, cognitoCall)).headers.get('date') ?? '');
    const cognitoCall = {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken' },
    };
    expect((await dateOf(host.workerUrl)) - (await dateOf(host.url))).toBeGreaterThan(399 * 86_400_000);
  });
});
