import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AwsError, AwsService } from '#host/aws/service.ts';
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

describe('HTTP', () => {
  const broken = (service: Partial<AwsService>) => ({
    operation: () => 'GetItem',
    intents: () => [],
    handle: async () => ({ status: 200 }),
    failure: (error: AwsError) => ({ status: error.status, body: JSON.stringify({ __type: error.code }) }),
    ...service,
  });
  const target = { method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' } };

  const withDynamo = async (service: Partial<AwsService>, own: { bodyLimit?: number } = {}) => {
    const one = broken(service);
    const services = {
      dynamodb: one,
      'cognito-idp': one,
      s3: one,
      sqs: one,
      ses: one,
      'sms-voice': one,
      secretsmanager: one,
      cloudformation: one,
      events: one,
      wafv2: one,
      monitoring: one,
      lambda: one,
    };
    return anEndpoint({ services, ...own });
  };

  it('answers an unexpected error of a service with InternalFailure and one line in the log', async () => {
    const other = await withDynamo({
      handle: async () => {
        throw new TypeError('not foreseen');
      },
    });
    const response = await fetch(other.url, target);
    expect([response.status, await response.json()]).toEqual([500, { __type: 'InternalFailure' }]);
    expect(other.lines).toEqual([expect.stringMatching(/^aws: dynamodb GetItem broke: TypeError: not foreseen/)]);
    expect(other.calls.list()).toMatchObject([{ outcome: 'InternalFailure' }]);
    await other.close();
  });

  it('refuses a body above the limit, stated or not', async () => {
    const other = await withDynamo({}, { bodyLimit: 1000 });
    expect((await fetch(other.url, { ...target, body: 'x'.repeat(1000) })).status).toBe(200);
    const large = await fetch(other.url, { ...target, body: 'x'.repeat(1001) });
    expect([large.status, await large.json()]).toEqual([400, { __type: 'EntityTooLarge' }]);
    expect(large.headers.get('x-amzn-requestid')).toBeTruthy();
    const chunks = async function* () {
      for (let at = 0; at < 20; at += 1) yield Buffer.alloc(100);
    };
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(other.url, target, (response) => resolve(response.statusCode));
      sent.on('error', reject);
      Readable.from(chunks()).pipe(sent);
    });
    expect(status).toBe(400);
    await other.close();
  });

  it('sends no body with an answer to HEAD', async () => {
    const response = await s3().send(new HeadObjectCommand(object));
    expect(response.ETag).toBe('"e"');
    await expect(
      s3({ ...functionKeys, secretAccessKey: 'x' }).send(new HeadObjectCommand(object)),
    ).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('takes a body after Expect: 100-continue', async () => {
    const { pathname, port } = new URL(await getSignedUrl(s3(ownerKeys), new PutObjectCommand(object)));
    const authorization =
      'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0';
    const headers = { authorization, 'x-amz-date': '20260101T000000Z', expect: '100-continue', 'content-length': 4 };
    const seen: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const sent = httpRequest({ port, path: pathname, method: 'PUT', host: '127.0.0.1', headers });
      sent.on('continue', () => {
        seen.push('continue');
        sent.end('body');
      });
      sent.on('response', (response) => {
        seen.push(String(response.statusCode));
        response.resume().on('end', resolve);
      });
      sent.on('error', reject);
      sent.flushHeaders();
    });
    expect(seen).toEqual(['continue', '200']);
    expect(host.effects).toEqual(['s3 PutObject 4']);
  });

  it('survives clients that disconnect in the middle of a body or of an answer', async () => {
    let read = 0;
    const endless = () =>
      new Readable({
        read() {
          read += 1;
          this.push(Buffer.alloc(65_536));
        },
      });
    const other = await withDynamo({ handle: async () => ({ status: 200, body: endless() }) });
    const { port } = new URL(other.url);
    const head = 'POST / HTTP/1.1\r\nhost: x\r\nx-amz-target: DynamoDB_20120810.GetItem\r\n';
    const hangUp = (text: string, until: 'connect' | 'data') =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(text);
          if (until === 'connect') setTimeout(() => socket.destroy(), 20);
        });
        if (until === 'data') socket.once('data', () => socket.destroy());
        socket.on('close', () => resolve());
      });
    await hangUp(`${head}content-length: 100\r\n\r\npart`, 'connect');
    await hangUp(`${head}content-length: 0\r\n\r\n`, 'data');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = read;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(read).toBe(stopped);
    expect(other.calls.list()).toHaveLength(1);
    expect(other.lines).toEqual([]);
    await other.close();
  });

  it("answers a browser's preflight without a signature", async () => {
    const other = await anEndpoint({
      preflight: () => ({ status: 204, headers: { 'access-control-allow-origin': 'http://app.test' } }),
    });
    const headers = { origin: 'http://app.test', 'access-control-request-method': 'GET' };
    const preflight = await fetch(`${other.url}/documents/x`, { method: 'OPTIONS', headers });
    const refused = await fetch(`${other.url}/documents/x`);
    expect([preflight.status, refused.status]).toEqual([204, 403]);
    expect((await fetch(`${other.url}/documents/x`, { method: 'OPTIONS' })).status).toBe(403);
    await other.close();
  });

  it('serves calls in parallel on kept connections, each with its own request id', async () => {
    const client = new DynamoDBClient(clientFor(host.workerUrl));
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.send(get)));
    expect(new Set(answers.map((answer) => answer.$metadata.requestId)).size).toBe(100);
    expect(host.calls.countByFunction()).toEqual({ 'read-things': 100 });
  });
});
