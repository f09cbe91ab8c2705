import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Host } from '#host/host.ts';
import { queueParts, readsQueue } from './a-queue.ts';
import { aFunction, anApi, aRoute, getAtt, ref } from './a-stack.ts';
import { playStacks } from './play-stack.ts';

const imported = (name: string) => ({ 'Fn::ImportValue': name });
const outputOf = (StackName: string, OutputName: string, more = {}) => ({
  'Fn::GetStackOutput': { StackName, OutputName, ...more },
});
const owner = { region: 'eu-central-1', credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' } };

/** A bucket in a stack of its own: its name is an output, its ARN is exported. */
const kept = {
  resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} } },
  outputs: { BucketName: ref('Bucket'), BucketArn: getAtt('Bucket', 'Arn') },
  exports: { BucketArn: 'kept:bucket' },
};

const putting = `import { PutObjectCommand, S3Client } from ${JSON.stringify(import.meta.resolve('@aws-sdk/client-s3'))};
  const s3 = new S3Client({ forcePathStyle: true });
  export const handler = async ({ body }) => {
    await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: 'note', Body: body }));
    return { statusCode: 204 };
  };`;

/** An API whose function writes into the bucket of the other stack. */
const working = (bucketArn: unknown, bucketName: unknown) => ({
  resources: {
    ...anApi(),
    ...aFunction('put', {
      env: { BUCKET: bucketName },
      allow: [{ Action: 's3:PutObject', Resource: { 'Fn::Join': ['', [bucketArn, '/*']] } }],
    }),
    ...aRoute('Put', 'POST /put', 'put'),
  },
  outputs: { Api: getAtt('Api', 'ApiEndpoint') },
});

async function noteIn(host: Host) {
  const s3 = new S3Client({ ...owner, endpoint: host.awsUrl, forcePathStyle: true });
  const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: host.outputs.BucketName ?? '', Key: 'note' }));
  s3.destroy();
  return body?.transformToString();
}

describe('several stacks', () => {
  it('one uses what another keeps: by an export, and by an output of a stack of any region', async () => {
    const host = await playStacks(
      { Kept: kept, Work: working(imported('kept:bucket'), outputOf('Kept', 'BucketName', { Region: 'us-east-1' })) },
      { put: putting },
    );
    expect((await fetch(`${host.apiUrl}/put`, { method: 'POST', body: 'hello' })).status).toBe(204);
    expect(await noteIn(host)).toBe('hello');
    expect(Object.keys(host.outputs).sort()).toEqual(['Api', 'BucketArn', 'BucketName']);
    expect(host.grants()).toMatchObject([{ function: 'put', action: 's3:PutObject', used: true }]);
  });

  it('a queue that a bucket fills is worked off by a function of another stack', async () => {
    const { Mapping, ...filled } = queueParts('worker');
    const host = await playStacks(
      {
        Kept: { resources: filled, outputs: { Files: ref('Bucket'), QueueArn: getAtt('Queue', 'Arn') } },
        Work: {
          resources: {
            ...aFunction('worker', { allow: [{ ...readsQueue, Resource: outputOf('Kept', 'QueueArn') }] }),
            Mapping: {
              Type: 'AWS::Lambda::EventSourceMapping',
              Properties: { FunctionName: ref('worker'), EventSourceArn: outputOf('Kept', 'QueueArn') },
            },
          },
        },
      },
      {
        worker: `export const handler = async ({ Records }) => { for (const { body } of Records) console.log(body); };`,
      },
    );
    expect(Mapping).toBeDefined();
    const s3 = new S3Client({ ...owner, endpoint: host.awsUrl, forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: host.outputs.Files ?? '', Key: 'documents/a.txt', Body: 'x' }));
    s3.destroy();
    await expect
      .poll(() => host.logs().some(({ line }) => line.includes('documents/a.txt')), { timeout: 20_000 })
      .toBe(true);
  });

  it('names are found without the name of any stack that they begin with', async () => {
    const named = { resources: aFunction('worker') };
    const [id, one] = Object.entries(named.resources)[1] ?? [];
    const Properties = { ...Object(one).Properties, FunctionName: 'App-worker' };
    const host = await playStacks(
      {
        'App-kept': { resources: { ...named.resources, [String(id)]: { ...Object(one), Properties } } },
        App: { resources: {} },
      },
      { worker: 'export const handler = async () => 1;' },
    );
    const fault = { service: 's3', operation: 'GetObject', error: 'SlowDown', function: 'worker' };
    const answer = await fetch(`${host.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) });
    expect(answer.status).toBe(201);
  });

  it.each([
    ['an export that no stack has', imported('kept:nothing'), /No export named kept:nothing found/],
    ['an output that the stack has not', outputOf('Kept', 'Colour'), /there is no output Colour of a stack Kept/],
    ['an output of a stack that comes later', outputOf('Later', 'BucketName'), /there is no output BucketName/],
  ])('%s fails the start', async (_, name, reason) => {
    const work = { resources: { Copy: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } } } };
    await expect(playStacks({ Kept: kept, Work: work, Later: kept })).rejects.toThrow(reason);
  });

  it('two exports of one name fail the start', async () => {
    await expect(playStacks({ Kept: kept, Again: kept })).rejects.toThrow(
      'Export with name kept:bucket is already exported by stack Kept',
    );
  });
});

describe('a stack that others use', () => {
  const template = ({ exports, outputs, resources }: typeof kept) =>
    JSON.stringify({
      Resources: resources,
      Outputs: {
        BucketName: { Value: outputs.BucketName },
        BucketArn: { Value: outputs.BucketArn, Export: { Name: exports.BucketArn } },
      },
    });

  it.each([
    ['goes only after the stack that imports from it', imported('kept:bucket'), 'DELETE_FAILED'],
    ['goes although another has read its output', outputOf('Guest', 'BucketArn'), undefined],
  ])('%s', async (_, arn, status) => {
    const host = await playStacks({ Empty: { resources: {} } });
    const client = new CloudFormationClient({ ...owner, endpoint: host.awsUrl });
    onTestFinished(() => client.destroy());
    const statusOf = async (StackName: string) => {
      const { Stacks: stacks = [] } = await client.send(new DescribeStacksCommand({}));
      return stacks.find((stack) => stack.StackName === StackName)?.StackStatus;
    };
    const create = async (StackName: string, TemplateBody: string) => {
      await client.send(new CreateStackCommand({ StackName, TemplateBody }));
      await expect.poll(() => statusOf(StackName)).toBe('CREATE_COMPLETE');
    };
    await create('Guest', template(kept));
    await create('User', JSON.stringify({ Resources: {}, Outputs: { Arn: { Value: arn } } }));

    await client.send(new DeleteStackCommand({ StackName: 'Guest' }));
    await expect.poll(() => statusOf('Guest')).toBe(status);
    await client.send(new DeleteStackCommand({ StackName: 'User' }));
    await client.send(new DeleteStackCommand({ StackName: 'Guest' }));
    await expect.poll(() => statusOf('Guest')).toBeUndefined();
  });
});

describe('an API that calls its functions by a role', () => {
  const byRole = (action: string) => {
    const { GoPermission: _, GoIntegration, ...route } = aRoute('Go', 'GET /go', 'go');
    const { Type, Properties } = Object(GoIntegration);
    const statement = { Effect: 'Allow', Action: action, Resource: getAtt('go', 'Arn') };
    return {
      resources: {
        ...anApi(),
        ...aFunction('go'),
        ...route,
        GoIntegration: { Type, Properties: { ...Properties, CredentialsArn: getAtt('Caller', 'Arn') } },
        Caller: {
          Type: 'AWS::IAM::Role',
          Properties: {
            Policies: [{ PolicyName: 'call', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
          },
        },
      },
    };
  };
  const code = { go: `export const handler = async () => 'gone';` };

  it('answers where the role may call them', async () => {
    const host = await playStacks({ Test: byRole('lambda:InvokeFunction') }, code);
    expect(await (await fetch(`${host.apiUrl}/go`)).text()).toBe('gone');
  });

  it('fails the start where it may not', async () => {
    await expect(playStacks({ Test: byRole('lambda:GetFunction') }, code)).rejects.toThrow(/GoRoute.*may not call/);
  });
});
