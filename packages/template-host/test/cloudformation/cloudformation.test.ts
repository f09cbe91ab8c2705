import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { getAtt, ref } from '../a-stack.ts';
import { notebook, notebookCode } from '../notebook-stack.ts';
import { play } from '../play-stack.ts';

/** A stack that comes by a call: a pool whose trigger speaks, a bucket, and a user who may read one folder of it. */
const guest = {
  Resources: {
    GuardRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    Guard: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: 'exports.handler = async ({ userName }) => { throw new Error("seen " + userName); };' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: getAtt('GuardRole', 'Arn'),
      },
    },
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { LambdaConfig: { PreAuthentication: getAtt('Guard', 'Arn') } },
    },
    GuardPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: ref('Guard'),
        Principal: 'cognito-idp.amazonaws.com',
        SourceArn: getAtt('Pool', 'Arn'),
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Pool'),
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
        PreventUserExistenceErrors: 'ENABLED',
      },
    },
    Files: { Type: 'AWS::S3::Bucket', Properties: {} },
    Reader: {
      Type: 'AWS::IAM::User',
      Properties: {
        Policies: [
          {
            PolicyName: 'read',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 's3:GetObject',
                  Resource: { 'Fn::Join': ['', [getAtt('Files', 'Arn'), '/open/*']] },
                },
              ],
            },
          },
        ],
      },
    },
    ReaderKey: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: ref('Reader') } },
  },
  Outputs: {
    Client: { Value: ref('Client') },
    Bucket: { Value: ref('Files') },
    KeyId: { Value: ref('ReaderKey') },
    Secret: { Value: getAtt('ReaderKey', 'SecretAccessKey') },
  },
};

const aTable = {
  Type: 'AWS::DynamoDB::Table',
  DependsOn: ['Files'],
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
};

async function aHost() {
  const host = await play(notebook, notebookCode);
  const options = {
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
  };
  const cloudFormation = new CloudFormationClient(options);
  const StackName = 'guest';
  const describeStack = async () => {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return stack;
  };
  const statusOf = async () => (await describeStack())?.StackStatus;
  return {
    options,
    describeStack,
    async create(template: object) {
      await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }));
      await expect.poll(statusOf).not.toBe('CREATE_IN_PROGRESS');
      const { StackStatus, StackStatusReason, Outputs = [] } = (await describeStack()) ?? {};
      const outputs = Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]));
      return { status: StackStatus, reason: StackStatusReason, outputs };
    },
    remove: () => cloudFormation.send(new DeleteStackCommand({ StackName })),
  };
}

it('creates a stack by a call, with triggers, users and permissions, and deletes it', async () => {
  const { create, remove, describeStack, options } = await aHost();

  const { status, outputs } = await create(guest);

  expect(status).toBe('CREATE_COMPLETE');
  const cognito = new CognitoIdentityProviderClient(options);
  const ask = new InitiateAuthCommand({
    ClientId: outputs.Client,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'anna', PASSWORD: 'blue-whales-sing' },
  });
  await expect(cognito.send(ask)).rejects.toThrow('PreAuthentication failed with error seen anna.');
  const owner = new S3Client({ ...options, forcePathStyle: true });
  await owner.send(new PutObjectCommand({ Bucket: outputs.Bucket, Key: 'open/a', Body: 'a' }));
  const credentials = { accessKeyId: outputs.KeyId ?? '', secretAccessKey: outputs.Secret ?? '' };
  const reader = new S3Client({ ...options, credentials, forcePathStyle: true });
  const read = (Key: string) => reader.send(new GetObjectCommand({ Bucket: outputs.Bucket, Key }));
  expect((await read('open/a')).ContentLength).toBe(1);
  await expect(read('closed/a')).rejects.toMatchObject({ name: 'AccessDenied' });

  await remove();
  await expect.poll(async () => (await describeStack())?.StackStatus).toBe('DELETE_FAILED');
  expect((await describeStack())?.StackStatusReason).toContain('not empty');
});

it('deletes everything of an empty stack, and nothing of the others', async () => {
  const { create, remove, describeStack, options } = await aHost();
  const { outputs } = await create(guest);

  await remove();

  await expect.poll(() => describeStack().catch((error: Error) => error.message)).toContain('does not exist');
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  await expect(s3.send(new PutObjectCommand({ Bucket: outputs.Bucket, Key: 'a', Body: 'a' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
  expect((await create(guest)).status).toBe('CREATE_COMPLETE');
});

it('deletes a stack at the second call, after its bucket was emptied', async () => {
  const { create, remove, describeStack, options } = await aHost();
  // The table comes behind the bucket in the template, so it is gone when the bucket refuses.
  const { outputs } = await create({ ...guest, Resources: { ...guest.Resources, Later: aTable } });
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: outputs.Bucket, Key: 'a', Body: 'a' }));
  await remove();
  await expect.poll(async () => (await describeStack())?.StackStatus).toBe('DELETE_FAILED');

  await s3.send(new DeleteObjectCommand({ Bucket: outputs.Bucket, Key: 'a' }));
  await remove();

  await expect.poll(() => describeStack().catch((error: Error) => error.message)).toContain('does not exist');
});

it('reports why a stack could not be created', async () => {
  const { create } = await aHost();
  const template = { Resources: { Cache: { Type: 'AWS::ElastiCache::CacheCluster', Properties: {} } } };
  expect(await create(template)).toMatchObject({
    status: 'ROLLBACK_COMPLETE',
    reason: expect.stringContaining('AWS::ElastiCache::CacheCluster is not played'),
  });
});
