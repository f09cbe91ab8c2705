import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Resources and outputs by logical id, as a template has them; `exports`: the outputs' names for other stacks. */
export type Parts = {
  readonly resources: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly exports?: Record<string, string>;
};

/**
 * Synthesized stacks in a temporary folder, by their names: the templates, and one asset for each entry of `code` (name -> ES
 * module), named by it. Remove it with `remove`.
 */
export async function writeStacks(stacks: Record<string, Parts>, code: Record<string, string> = {}) {
  const templateDir = await mkdtemp(join(tmpdir(), 'a-stack-'));
  const files: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(code)) {
    await mkdir(join(templateDir, `asset.${name}`));
    await writeFile(join(templateDir, `asset.${name}`, 'index.mjs'), source);
    files[name] = { source: { path: `asset.${name}`, packaging: 'zip' } };
  }
  for (const [stackName, { resources, outputs = {}, exports = {} }] of Object.entries(stacks)) {
    const Outputs = Object.fromEntries(
      Object.entries(outputs).map(([name, Value]) => {
        const exported = exports[name];
        return [name, { Value, ...(exported === undefined ? {} : { Export: { Name: exported } }) }];
      }),
    );
    await writeFile(join(templateDir, `${stackName}.template.json`), JSON.stringify({ Resources: resources, Outputs }));
    await writeFile(join(templateDir, `${stackName}.assets.json`), JSON.stringify({ files }));
  }
  return {
    templateDir,
    stackNames: Object.keys(stacks),
    remove: () => rm(templateDir, { recursive: true, force: true }),
  };
}

export const getAtt = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });
export const ref = (logicalId: string) => ({ Ref: logicalId });

/** A function `<id>` with the asset of that name, its role `<id>Role` with these statements. */
export const aFunction = (
  id: string,
  options: { env?: Record<string, unknown>; allow?: Record<string, unknown>[]; timeout?: number } = {},
): Record<string, unknown> => ({
  [`${id}Role`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: (options.allow ?? []).map((statement, at) => ({
        PolicyName: `p${at}`,
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] },
      })),
    },
  },
  [id]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: getAtt(`${id}Role`, 'Arn'),
      Timeout: options.timeout ?? 10,
      Environment: { Variables: options.env ?? {} },
    },
    Metadata: { 'aws:cdk:path': `Test/${id}/lambda/Resource` },
  },
});

/** A route of the API `Api` to a function, with the permission it needs. */
export const aRoute = (
  id: string,
  routeKey: string,
  functionId: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  [`${id}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: getAtt(functionId, 'Arn'),
      PayloadFormatVersion: '2.0',
    },
  },
  [`${id}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('Api'),
      RouteKey: routeKey,
      Target: { 'Fn::Join': ['', ['integrations/', ref(`${id}Integration`)]] },
      ...more,
    },
  },
  [`${id}Permission`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: getAtt(functionId, 'Arn'),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Join': [
          '',
          ['arn:', ref('AWS::Partition'), ':execute-api:eu-central-1:000000000000:', ref('Api'), '/*/*'],
        ],
      },
    },
  },
});

export const anApi = (): Record<string, unknown> => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
  },
});
