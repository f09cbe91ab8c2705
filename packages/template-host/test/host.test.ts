import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aFunction, anApi, aRoute, getAtt, ref } from './a-stack.ts';
import { ownersS3, play, sdk } from './play-stack.ts';
import { until } from './until.ts';

describe('a played stack', () => {
  it('answers a route with its function, by API Gateway and CloudFront rules', async () => {
    const host = await play(
      {
        resources: {
          ...anApi(),
          ...aFunction('echo', { env: { GREETING: 'hello' } }),
          ...aRoute('Echo', 'ANY /api/things/{id}', 'echo'),
        },
        outputs: { ApiUrl: getAtt('Api', 'ApiEndpoint') },
      },
      {
        echo: `export const handler = async (event, context) => ({ statusCode: 201, cookies: ['a=1; Secure', 'b=2'],
          headers: { 'x-name': context.functionName }, body: JSON.stringify({ env: process.env, event }) });`,
      },
    );
    expect(host.outputs.ApiUrl).toBe(host.apiUrl);
    const response = await fetch(`${host.apiUrl}/api/things/a%20b?q=1&q=2`, { headers: { cookie: 'x=1; y=2' } });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
    expect(response.headers.get('x-name')).toBe('echo');
    const { env, event } = v.parse(
      v.object({
        env: v.record(v.string(), v.string()),
        event: v.looseObject({ headers: v.record(v.string(), v.string()) }),
      }),
      await response.json(),
    );
    expect(env.GREETING).toBe('hello');
    expect(env.AWS_ENDPOINT_URL).toBe(host.awsUrl);
    expect(env.PATH).toBeUndefined();
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /api/things/{id}',
      cookies: ['x=1', 'y=2'],
      queryStringParameters: { q: '1,2' },
      pathParameters: { id: 'a b' },
      isBase64Encoded: false,
    });
    expect(event.headers.cookie).toBeUndefined();
    expect(await (await fetch(`${host.apiUrl}/elsewhere`)).json()).toEqual({ message: 'Not Found' });
  });

  it('a crashed function is a 502 and a new thread answers the next call', async () => {
    const host = await play(
      { resources: { ...anApi(), ...aFunction('fragile'), ...aRoute('Fragile', 'POST /api/fragile', 'fragile') } },
      {
        fragile: `export const handler = async ({ body }) => {
          if (body === 'exit') process.exit(1);
          if (body === 'throw') throw new Error('no');
          return 'fine';
        };`,
      },
    );
    const post = (body: string) => fetch(`${host.apiUrl}/api/fragile`, { method: 'POST', body });
    expect((await post('exit')).status).toBe(502);
    expect((await post('throw')).status).toBe(500);
    expect(await (await post('stay')).text()).toBe('fine');
  });

  it('answers 503 under /_local until it is declared ready, and everything else at once', async () => {
    const host = await play(
      { resources: { ...anApi(), ...aFunction('hello'), ...aRoute('Hello', 'GET /hello', 'hello') } },
      { hello: `export const handler = async () => 'hello';` },
      { waitsForReady: true },
    );
    const statuses = () =>
      Promise.all(['/_local', '/_local/mail', '/hello'].map(async (path) => (await fetch(host.url + path)).status));
    expect(await statuses()).toEqual([503, 503, 200]);
    host.ready();
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it('puts what the drop zone takes into the bucket that the stack names', async () => {
    const host = await play(
      { resources: { Store: { Type: 'AWS::S3::Bucket' } }, outputs: { Files: ref('Store') } },
      {},
      { dropZone: { output: 'Files', title: 'Files', uploads: [{ prefix: 'in/' }] } },
    );
    const upload = (key: string) => fetch(`${host.url}/_local/upload?key=${key}`, { method: 'POST', body: 'x' });
    expect((await upload('in/a.txt')).status).toBe(201);
    expect((await upload('out/a.txt')).status).toBe(400);
    const { Body: stored } = await ownersS3(host).send(
      new GetObjectCommand({ Bucket: host.outputs.Files ?? '', Key: 'in/a.txt' }),
    );
    expect(await stored?.transformToString()).toBe('x');
  });

  it('refuses an AWS call that the role in the template does not allow', async () => {
    const code = `import { S3Client, PutObjectCommand } from ${sdk('@aws-sdk/client-s3')};
      const s3 = new S3Client();
      export const handler = async ({ body }) => {
        try { await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: body, Body: 'x' })); return 'put'; }
        catch (error) { return error.name; }
      };`;
    const allowed = { Action: 's3:PutObject', Resource: { 'Fn::Join': ['', [getAtt('Store', 'Arn'), '/open/*']] } };
    const host = await play(
      {
        resources: {
          ...anApi(),
          Store: { Type: 'AWS::S3::Bucket' },
          ...aFunction('put', { env: { BUCKET: ref('Store') }, allow: [allowed] }),
          ...aRoute('Put', 'POST /put', 'put'),
        },
      },
      { put: code },
    );
    const post = async (body: string) => (await fetch(`${host.apiUrl}/put`, { method: 'POST', body })).text();
    expect(await post('open/a')).toBe('put');
    expect(await post('shut/a')).toBe('AccessDenied');
    const calls = host.calls().filter((call) => call.function === 'put');
    expect(calls.map(({ operation, allowed: may }) => [operation, may])).toEqual([
      ['PutObject', true],
      ['PutObject', false],
    ]);
  });

  it('a schedule starts its function, which sees the moved time', async () => {
    const host = await play(
      {
        resources: {
          ...aFunction('tick'),
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              ScheduleExpression: 'rate(5 minutes)',
              State: 'ENABLED',
              Targets: [{ Arn: getAtt('tick', 'Arn'), Id: 'T' }],
            },
          },
          RulePermission: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunction',
              FunctionName: getAtt('tick', 'Arn'),
              Principal: 'events.amazonaws.com',
              SourceArn: getAtt('Rule', 'Arn'),
            },
          },
        },
      },
      { tick: 'export const handler = async () => { console.log(new Date().toISOString()); };' },
    );
    const before = host.clock.now();
    await host.clock.advance(24 * 3600 * 1000);
    await until(() => host.logs().length > 0);
    expect(Date.parse(host.logs()[0]?.line ?? '') - before).toBeGreaterThanOrEqual(24 * 3600 * 1000);
  });

  it('runs custom resources as CloudFormation does and passes their data to others', async () => {
    const host = await play(
      {
        resources: {
          ...aFunction('provider'),
          Made: { Type: 'Custom::Thing', Properties: { ServiceToken: getAtt('provider', 'Arn'), Size: 5 } },
        },
        outputs: { Answer: getAtt('Made', 'Answer'), Id: ref('Made') },
      },
      {
        provider: `export const handler = async (event) => {
          await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'made',
            Data: { Answer: event.RequestType + ' ' + typeof event.ResourceProperties.Size } }) });
        };`,
      },
    );
    expect(host.outputs).toEqual({ Answer: 'Create string', Id: 'made' });
  });

  it.each([
    [
      'FAILED',
      `await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'FAILED', Reason: 'too big' }) });`,
      /Made: .*too big/,
      30,
    ],
    ['a thrown error', `throw new Error('broken inside');`, /Made: .*broken inside/, 30],
    ['no answer', '', /Made: .*gave no answer/, 1],
  ])('a custom resource that ends with %s fails the start with its reason', async (_, body, reason, seconds) => {
    const resources = {
      ...aFunction('provider'),
      Made: { Type: 'Custom::Thing', Properties: { ServiceToken: getAtt('provider', 'Arn'), ServiceTimeout: seconds } },
    };
    const code = { provider: `export const handler = async (event) => { ${body} };` };
    await expect(play({ resources }, code)).rejects.toThrow(reason);
  });
});
