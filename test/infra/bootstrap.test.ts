import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluate, parsePolicy } from 'template-host/iam';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

const read = (file: string) => readFile(join(import.meta.dirname, '../../infra/bootstrap', file), 'utf8');
const policyOf = async (file: string) => parsePolicy(JSON.parse(await read(file)));

/** What CloudFormation calls to make each type, and on what. */
const made: Readonly<Record<string, readonly [action: string, resource: string]>> = {
  'AWS::ApiGatewayV2::Api': ['apigateway:POST', 'arn:aws:apigateway:eu-central-1::/apis'],
  'AWS::ApiGatewayV2::Authorizer': ['apigateway:POST', 'arn:aws:apigateway:eu-central-1::/apis/a/authorizers'],
  'AWS::ApiGatewayV2::Integration': ['apigateway:POST', 'arn:aws:apigateway:eu-central-1::/apis/a/integrations'],
  'AWS::ApiGatewayV2::Route': ['apigateway:POST', 'arn:aws:apigateway:eu-central-1::/apis/a/routes'],
  'AWS::ApiGatewayV2::Stage': ['apigateway:POST', 'arn:aws:apigateway:eu-central-1::/apis/a/stages'],
  'AWS::Backup::BackupPlan': ['backup:CreateBackupPlan', '*'],
  'AWS::Backup::BackupSelection': ['backup:CreateBackupSelection', '*'],
  'AWS::Backup::BackupVault': ['backup:PutBackupVaultLockConfiguration', '*'],
  'AWS::CloudFront::Distribution': ['cloudfront:CreateDistribution', '*'],
  'AWS::CloudFront::Function': ['cloudfront:PublishFunction', '*'],
  'AWS::CloudFront::OriginAccessControl': ['cloudfront:CreateOriginAccessControl', '*'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['cloudfront:CreateResponseHeadersPolicy', '*'],
  'AWS::CloudTrail::Trail': ['cloudtrail:CreateTrail', 'arn:aws:cloudtrail:eu-central-1:1:trail/CustomerPortal-prod'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:PutMetricAlarm', '*'],
  'AWS::CloudWatch::CompositeAlarm': ['cloudwatch:PutCompositeAlarm', '*'],
  'AWS::CloudWatch::Dashboard': ['cloudwatch:PutDashboard', '*'],
  'AWS::Cognito::UserPool': ['cognito-idp:CreateUserPool', '*'],
  'AWS::Cognito::UserPoolClient': ['cognito-idp:CreateUserPoolClient', '*'],
  'AWS::DynamoDB::Table': ['dynamodb:CreateTable', 'arn:aws:dynamodb:eu-central-1:1:table/CustomerPortal-prod-data-x'],
  'AWS::Events::Rule': ['events:PutRule', 'arn:aws:events:eu-central-1:1:rule/CustomerPortal-prod-x'],
  'AWS::IAM::ManagedPolicy': ['iam:CreatePolicy', 'arn:aws:iam::1:policy/CustomerPortal-prod-x'],
  'AWS::IAM::Role': ['iam:CreateRole', 'arn:aws:iam::1:role/CustomerPortal-prod-x'],
  'AWS::KMS::Key': ['kms:CreateKey', '*'],
  'AWS::Lambda::EventSourceMapping': ['lambda:CreateEventSourceMapping', '*'],
  'AWS::Lambda::Function': ['lambda:CreateFunction', 'arn:aws:lambda:eu-central-1:1:function:CustomerPortal-prod-x'],
  'AWS::Lambda::Permission': ['lambda:AddPermission', 'arn:aws:lambda:eu-central-1:1:function:CustomerPortal-prod-x'],
  'AWS::Logs::LogGroup': ['logs:CreateLogGroup', '*'],
  'AWS::S3::Bucket': ['s3:PutLifecycleConfiguration', 'arn:aws:s3:::customerportal-prod-data-x'],
  'AWS::S3::BucketPolicy': ['s3:PutBucketPolicy', 'arn:aws:s3:::customerportal-prod-data-x'],
  'AWS::SES::ConfigurationSet': ['ses:CreateConfigurationSet', '*'],
  'AWS::SES::ConfigurationSetEventDestination': ['ses:CreateConfigurationSetEventDestination', '*'],
  'AWS::SES::EmailIdentity': ['ses:CreateEmailIdentity', '*'],
  'AWS::SMSVOICE::ConfigurationSet': ['sms-voice:CreateConfigurationSet', '*'],
  'AWS::SMSVOICE::PhoneNumber': ['sms-voice:RequestPhoneNumber', '*'],
  'AWS::SNS::Subscription': ['sns:Subscribe', 'arn:aws:sns:eu-central-1:1:CustomerPortal-prod-x'],
  'AWS::SNS::Topic': ['sns:CreateTopic', 'arn:aws:sns:eu-central-1:1:CustomerPortal-prod-x'],
  'AWS::SNS::TopicPolicy': ['sns:SetTopicAttributes', 'arn:aws:sns:eu-central-1:1:CustomerPortal-prod-x'],
  'AWS::SQS::Queue': ['sqs:CreateQueue', 'arn:aws:sqs:eu-central-1:1:CustomerPortal-prod-x'],
  'AWS::SQS::QueuePolicy': ['sqs:SetQueueAttributes', 'arn:aws:sqs:eu-central-1:1:CustomerPortal-prod-x'],
  'AWS::SecretsManager::Secret': ['secretsmanager:CreateSecret', '*'],
  'AWS::WAFv2::IPSet': ['wafv2:CreateIPSet', '*'],
  'AWS::WAFv2::WebACL': ['wafv2:CreateWebACL', '*'],
  'Custom::Website': [
    'lambda:InvokeFunction',
    'arn:aws:lambda:eu-central-1:1:function:CustomerPortal-p-publish-website',
  ],
};

const bounded = { 'iam:PermissionsBoundary': ['arn:aws:iam::1:policy/portal-boundary'] };
let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates({ permissionsBoundary: 'portal-boundary' });
});

describe('the policy that CloudFormation deploys the portal with', () => {
  it('makes every type of the templates', async () => {
    const policy = await policyOf('execution-policy.json');
    const types = [...new Set(stack.resources.map(([, { Type }]) => Type))];
    const refused = types.filter((type) => {
      const [action, resource] = made[type] ?? ['none:None', '*'];
      return !evaluate([policy], { action, resource, context: bounded }).allowed;
    });
    expect(refused).toEqual([]);
  });

  it.each([
    ['dynamodb:GetItem', 'arn:aws:dynamodb:eu-central-1:1:table/CustomerPortal-prod-data-x'],
    ['dynamodb:PutItem', 'arn:aws:dynamodb:eu-central-1:1:table/CustomerPortal-prod-data-x'],
    ['dynamodb:DeleteTable', 'arn:aws:dynamodb:eu-central-1:1:table/of-somebody-else'],
    ['s3:GetObject', 'arn:aws:s3:::customerportal-prod-data-x/documents/P/a.pdf'],
    ['s3:BypassGovernanceRetention', 'arn:aws:s3:::customerportal-prod-data-x/audit/a.json'],
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-central-1:1:secret:pseudonymssecret-x'],
    ['cognito-idp:AdminSetUserPassword', 'arn:aws:cognito-idp:eu-central-1:1:userpool/p'],
    ['cognito-idp:AdminInitiateAuth', 'arn:aws:cognito-idp:eu-central-1:1:userpool/p'],
    ['lambda:InvokeFunction', 'arn:aws:lambda:eu-central-1:1:function:CustomerPortal-prod-sign-in'],
    ['backup:DeleteRecoveryPoint', 'arn:aws:backup:eu-central-1:1:recovery-point:x'],
    ['sqs:PurgeQueue', 'arn:aws:sqs:eu-central-1:1:CustomerPortal-prod-x'],
    ['iam:CreateUser', 'arn:aws:iam::1:user/anna'],
    ['iam:CreateRole', 'arn:aws:iam::1:role/CustomerPortal-prod-x'],
    ['iam:PutRolePolicy', 'arn:aws:iam::1:role/CustomerPortal-prod-x'],
    ['iam:AttachRolePolicy', 'arn:aws:iam::1:role/CustomerPortal-prod-x'],
    ['iam:DeleteRolePermissionsBoundary', 'arn:aws:iam::1:role/CustomerPortal-prod-x'],
    ['iam:CreatePolicyVersion', 'arn:aws:iam::1:policy/portal-boundary'],
    ['sts:AssumeRole', 'arn:aws:iam::1:role/CustomerPortal-prod-x'],
    ['organizations:LeaveOrganization', '*'],
  ])('does not allow %s on %s', async (action, resource) => {
    expect(evaluate([await policyOf('execution-policy.json')], { action, resource }).allowed).toBe(false);
  });

  it.each(['execution-policy.json', 'boundary-policy.json'])('%s is no longer than IAM takes', async (file) => {
    expect(JSON.stringify(JSON.parse(await read(file))).length).toBeLessThanOrEqual(6144);
  });
});

describe('the boundary of the portal’s roles', () => {
  const statementSchema = v.object({
    Effect: v.string(),
    Action: v.union([v.string(), v.array(v.string())]),
  });
  const roleSchema = v.object({
    PermissionsBoundary: v.unknown(),
    Policies: v.optional(v.array(v.object({ PolicyDocument: v.object({ Statement: v.array(statementSchema) }) })), []),
  });
  const roles = () => stack.ofType('AWS::IAM::Role').map(([, { Properties }]) => v.parse(roleSchema, Properties));

  it('is around every role, by a setting', () => {
    for (const { PermissionsBoundary } of roles())
      expect(JSON.stringify(PermissionsBoundary)).toContain('portal-boundary');
  });

  it('allows what they do, and neither roles nor what takes the audit away', async () => {
    const traced = await synthesizedTemplates({ tracing: 'on' });
    const boundary = await policyOf('boundary-policy.json');
    const isAllowed = (action: string) => evaluate([boundary], { action, resource: '*' }).allowed;
    const actions = traced
      .ofType('AWS::IAM::Role')
      .flatMap(([, { Properties }]) => v.parse(v.omit(roleSchema, ['PermissionsBoundary']), Properties).Policies)
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action }) => Action);
    expect([...new Set(actions)].filter((action) => !isAllowed(action))).toEqual([]);
    const never = ['iam:CreateRole', 'sts:AssumeRole', 'lambda:UpdateFunctionCode', 's3:BypassGovernanceRetention'];
    expect([...never, 'dynamodb:DeleteTable', 'cloudtrail:StopLogging'].filter(isAllowed)).toEqual([]);
  });
});

describe('who deploys from GitHub', () => {
  const roleSchema = v.object({
    Properties: v.object({
      AssumeRolePolicyDocument: v.object({
        Statement: v.tuple([
          v.object({
            Action: v.literal('sts:AssumeRoleWithWebIdentity'),
            Condition: v.strictObject({ StringEquals: v.record(v.string(), v.unknown()) }),
          }),
        ]),
      }),
    }),
  });

  it.each([
    ['DeployRole', ''],
    ['DriftRole', '-drift'],
  ])('%s is for one environment of one repository', async (name, suffix) => {
    const template = v.pipe(v.string(), v.parseJson(), v.object({ Resources: v.record(v.string(), v.unknown()) }));
    const { Resources: resources } = v.parse(template, await read('deployer.template.json'));
    const [{ Condition: condition }] = v.parse(roleSchema, resources[name]).Properties.AssumeRolePolicyDocument
      .Statement;
    expect(condition.StringEquals).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': { 'Fn::Sub': `repo:\${Repository}:environment:\${Stage}${suffix}` },
    });
  });

  it('the workflow gets a token for nothing but its deployment, and goes from test by the smoke journeys to prod', async () => {
    const workflow = (file: string) => readFile(join(import.meta.dirname, '../../.github/workflows', file), 'utf8');
    const [deploy, stage] = [await workflow('deploy.yml'), await workflow('deploy-stage.yml')];
    expect(deploy).toMatch(/conclusion == 'success'[\s\S]*stage: test[\s\S]*needs: test[\s\S]*stage: prod/);
    expect(stage).toMatch(
      /environment: \$\{\{ inputs\.stage \}\}[\s\S]*cdk deploy --all[\s\S]*PORTAL_URL[\s\S]*smoke\.test\.ts/,
    );
    for (const text of [deploy, stage, await workflow('drift.yml')]) expect(text).not.toMatch(/secrets\.|AWS_SECRET/);
    expect(await workflow('drift.yml')).toMatch(/cron: '0 5 \* \* 1'[\s\S]*cdk drift --all .* --fail/);
  });
});
