import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { functionNames } from '#assets/build.ts';
import { contract } from '#shared/contract/contract.ts';
import { workerQueues } from '#shared/platform/access.ts';
import { longestAccessToken } from '#shared/sign-in/sessions/session-cookie.ts';
import { type Resource, synthesizedTemplates } from './synthesized.ts';

let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

const only = (type: string): Resource => {
  const all = stack.ofType(type);
  expect(all, type).toHaveLength(1);
  const [entry] = all;
  if (!entry) throw new Error(`no ${type}`);
  return entry[1];
};
const bucketWith = (property: string) => {
  const found = stack.ofType('AWS::S3::Bucket').find(([, { Properties }]) => property in Properties);
  if (!found) throw new Error(`no bucket with ${property}`);
  return found[1];
};

const statementSchema = v.object({
  Effect: v.string(),
  Action: v.union([v.string(), v.array(v.string())]),
  Resource: v.optional(v.unknown()),
});
const roleSchema = v.object({
  Policies: v.optional(v.array(v.object({ PolicyDocument: v.object({ Statement: v.array(statementSchema) }) })), []),
});
/** Of roles that this service assumes; of all where left out. */
const allowed = (service = '') =>
  stack
    .ofType('AWS::IAM::Role')
    .filter(([, { Properties }]) => JSON.stringify(Properties.AssumeRolePolicyDocument).includes(service))
    .flatMap(([, { Properties }]) => v.parse(roleSchema, Properties).Policies)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow');

describe('least privilege', () => {
  it('no function is granted a wildcard action', () => {
    const actions = allowed().flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('no function is granted all resources, but for calls that IAM has no resource for', () => {
    const onAll = allowed('lambda.amazonaws.com').filter(({ Resource: resource }) => [resource].flat().includes('*'));
    expect([...new Set(onAll.flatMap(({ Action }) => Action))].sort()).toEqual([
      'ses:DeleteSuppressedDestination',
      'ses:GetSendQuota',
      'ses:GetSuppressedDestination',
    ]);
  });

  it('no role carries a managed policy, or gets another policy from elsewhere', () => {
    expect(stack.ofType('AWS::IAM::Policy')).toEqual([]);
    for (const [id, { Properties }] of stack.ofType('AWS::IAM::Role'))
      expect(Properties.ManagedPolicyArns, id).toBeUndefined();
  });
});

describe('the API is the contract', () => {
  const routeSchema = v.object({ RouteKey: v.string(), AuthorizationType: v.optional(v.string(), 'NONE') });

  it('every endpoint has its route with its authorization, and nothing else has one', () => {
    const routes = stack
      .ofType('AWS::ApiGatewayV2::Route')
      .map(([, { Properties }]) => v.parse(routeSchema, Properties));
    const authorization = { none: 'NONE', account: 'JWT', iam: 'AWS_IAM' } as const;
    const expected = Object.values(contract).map(
      ({ method, path, auth }) => `${method} ${path} ${authorization[auth]}`,
    );
    expect(routes.map(({ RouteKey, AuthorizationType }) => `${RouteKey} ${AuthorizationType}`).sort()).toEqual(
      [...expected, '$default NONE'].sort(),
    );
  });

  it('every folder under functions/ is a function of the stack', async () => {
    const bundled = stack.ofType('AWS::Lambda::Function');
    expect(bundled).toHaveLength((await functionNames()).length);
  });

  it('functions run on arm64 and Node 24', () => {
    for (const [id, { Properties }] of stack.ofType('AWS::Lambda::Function'))
      expect(Properties, id).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });
});

describe('what is kept', () => {
  it('all tables have point-in-time recovery and deletion protection, and outlive the stack', () => {
    const tables = stack.ofType('AWS::DynamoDB::Table');
    expect(tables).toHaveLength(3);
    for (const [id, { Properties, DeletionPolicy }] of tables) {
      expect(Properties, id).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        DeletionProtectionEnabled: true,
        BillingMode: 'PAY_PER_REQUEST',
      });
      expect(DeletionPolicy, id).toBe('RetainExceptOnCreate');
    }
  });

  it('R6.2 the portal table and the audit expire items, by expiresAt; the registry never does', () => {
    const specifications = stack
      .ofType('AWS::DynamoDB::Table')
      .map(([id, { Properties }]) => [id.slice(0, 5), Properties.TimeToLiveSpecification]);
    const byTime = { AttributeName: 'expiresAt', Enabled: true };
    expect(Object.fromEntries(specifications)).toEqual({ porta: byTime, audit: byTime, regis: undefined });
  });

  it('R6.3 the documents bucket keeps versions, is closed to the public and outlives the stack', () => {
    const { Properties, DeletionPolicy } = bucketWith('NotificationConfiguration');
    expect(Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  it('R6.2 what is in clear is short-lived; documents keep replaced versions longer than any access window', () => {
    const rules = v.parse(
      v.object({ LifecycleConfiguration: v.object({ Rules: v.array(v.record(v.string(), v.unknown())) }) }),
      bucketWith('NotificationConfiguration').Properties,
    ).LifecycleConfiguration.Rules;
    const expiring = rules.filter((rule) => 'ExpirationInDays' in rule);
    const days = expiring.map(({ Prefix, ExpirationInDays, NoncurrentVersionExpiration }) => [
      Prefix,
      { ExpirationInDays, ...Object(NoncurrentVersionExpiration) },
    ]);
    const exchanged = { ExpirationInDays: 90, NoncurrentDays: 1 };
    expect(Object.fromEntries(days)).toEqual({
      'documents/': { ExpirationInDays: 400, NoncurrentDays: 400 },
      'registry/': { ExpirationInDays: 30, NoncurrentDays: 1 },
      ...{ 'withdraw/': exchanged, 'changes/': exchanged },
      ...{ 'reports/registry/': exchanged, 'reports/documents/': exchanged, 'reports/mails/': exchanged },
      ...{ 'reports/withdrawals/': exchanged, 'reports/payment-switches/': exchanged },
    });
    expect(rules).toContainEqual(expect.objectContaining({ ExpiredObjectDeleteMarker: true, Status: 'Enabled' }));
  });

  it('every bucket and queue refuses calls without TLS', () => {
    const policies = [...stack.ofType('AWS::S3::BucketPolicy'), ...stack.ofType('AWS::SQS::QueuePolicy')];
    const closed = stack.ofType('AWS::S3::Bucket').length + stack.ofType('AWS::SQS::Queue').length;
    const denying = policies.filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('"aws:SecureTransport":"false"'),
    );
    expect(denying).toHaveLength(closed);
  });
});

describe('credentials', () => {
  it('R3.2 a password is tested by ADMIN_USER_PASSWORD_AUTH with the secret only, and the guard is asked first', () => {
    expect(only('AWS::Cognito::UserPoolClient').Properties).toMatchObject({
      GenerateSecret: true,
      // The second tests no password: it asks check-passkey for a proof (decision 220).
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      AuthSessionValidity: 15,
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
    });
    expect(only('AWS::Cognito::UserPoolClient').Properties.AllowedOAuthFlows).toBeUndefined();
    expect(JSON.stringify(only('AWS::Cognito::UserPool').Properties.LambdaConfig)).toContain('guardsignin');
    const { LambdaConfig: triggers } = only('AWS::Cognito::UserPool').Properties;
    for (const name of ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'])
      expect(JSON.stringify(Object(triggers)[name])).toContain('checkpasskey');
  });

  it('R2.8 nobody signs up by himself; temporary passwords end after a day', () => {
    expect(only('AWS::Cognito::UserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameConfiguration: { CaseSensitive: false },
      DeletionProtection: 'ACTIVE',
      Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 1 } },
    });
  });
});

describe('failures are seen', () => {
  it('R5.1 what fails comes back at least ten times before it is parked', () => {
    const counts = stack
      .ofType('AWS::SQS::Queue')
      .flatMap(
        ([, { Properties }]) =>
          v.parse(v.object({ RedrivePolicy: v.optional(v.object({ maxReceiveCount: v.number() })) }), Properties)
            .RedrivePolicy?.maxReceiveCount ?? [],
      );
    expect(counts.length).toBeGreaterThan(0);
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(10);
  });
});

describe('settings', () => {
  it('a wrong one is refused by its name', async () => {
    await expect(synthesizedTemplates({ sender: 'nobody' })).rejects.toThrow('The setting sender is not right');
  });

  it('one account can have two stages', async () => {
    const { stacks } = await synthesizedTemplates({ stage: 'test' });
    expect(stacks.map(({ name }) => name)).toEqual([
      'CustomerPortal-test-edge',
      'CustomerPortal-test-data',
      'CustomerPortal-test',
    ]);
    await expect(synthesizedTemplates({ stage: 'test-data' })).rejects.toThrow('The setting stage is not right');
  });
});

describe('R15.2 the app client', () => {
  const clientSchema = v.object({
    AccessTokenValidity: v.number(),
    RefreshTokenValidity: v.number(),
    TokenValidityUnits: v.object({ AccessToken: v.literal('minutes'), RefreshToken: v.literal('minutes') }),
  });
  const functionSchema = v.object({
    Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
  });

  it('is asked for by no function: its secret comes by CloudFormation, without a custom resource', () => {
    expect(allowed().flatMap(({ Action }) => Action)).not.toContain('cognito-idp:DescribeUserPoolClient');
    const clients = stack.ofType('AWS::Cognito::UserPoolClient').map(([id]) => id);
    const copies = stack
      .ofType('AWS::SecretsManager::Secret')
      .map(([, { Properties }]) => Properties.SecretString)
      .filter((text) => text !== undefined);
    expect(copies).toEqual(clients.map((id) => ({ 'Fn::GetAtt': [id, 'ClientSecret'] })));
    expect(stack.ofType('Custom::DescribeCognitoUserPoolClient')).toEqual([]);
  });

  it('gives refresh tokens that live as long as the cookie that functions set', () => {
    const { RefreshTokenValidity: minutes } = v.parse(clientSchema, only('AWS::Cognito::UserPoolClient').Properties);
    const told = stack
      .ofType('AWS::Lambda::Function')
      .map(([, { Properties }]) => v.parse(functionSchema, Properties).Environment.Variables.REFRESH_TOKEN_SECONDS)
      .filter((value) => value !== undefined);
    expect(told).toEqual(Array.from({ length: 6 }, () => String(minutes * 60)));
  });

  it('R1.4 gives access tokens that expire before a signed-out session is forgotten', () => {
    const { AccessTokenValidity: minutes } = v.parse(clientSchema, only('AWS::Cognito::UserPoolClient').Properties);
    expect(minutes * 60).toBeLessThanOrEqual(longestAccessToken);
  });
});

describe("a queue's worker", () => {
  it('R5.1a may start itself again with what met a busy table: Lambda parks the message of a loop after some 16 times', () => {
    const names = stack
      .ofType('AWS::Lambda::Function')
      .filter(([, { Properties }]) => Properties.RecursiveLoop === 'Allow')
      .map(([, { Properties }]) => String(Properties.FunctionName).replace(/^.*?-local-/, ''));
    expect(names.sort()).toEqual(Object.keys(workerQueues).sort());
  });
});

describe('the import of the registry', () => {
  const importer = () => {
    const found = stack
      .ofType('AWS::Lambda::Function')
      .find(([, { Properties }]) => String(Properties.FunctionName).endsWith('-import-registry'));
    if (!found) throw new Error('no import-registry');
    return found[1].Properties;
  };
  const registryTable = (tables: readonly (readonly [string, Resource])[]) =>
    tables.find(([id]) => id.startsWith('registry'))?.[1].Properties;

  it('has a whole CPU', () => expect(importer()).toMatchObject({ MemorySize: 1769 }));

  it('R9.2 may go into a table that is warm, on request: its indexes throttle its writes if they are not', async () => {
    expect(registryTable(stack.ofType('AWS::DynamoDB::Table'))).not.toHaveProperty('WarmThroughput');
    const { ofType } = await synthesizedTemplates({ registryWriteUnits: '12000' });
    const WarmThroughput = { WriteUnitsPerSecond: 12_000 };
    expect(registryTable(ofType('AWS::DynamoDB::Table'))).toMatchObject({
      WarmThroughput,
      GlobalSecondaryIndexes: [{ WarmThroughput }, { WarmThroughput }],
    });
  });
});
