import { getAtt, ref } from './a-stack.ts';

/** An operation that the function answers, called by the role `Caller`. */
export const anOperation = (functionId: string, more: Record<string, unknown> = {}) => ({
  responses: { default: { description: 'an answer' } },
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: getAtt(functionId, 'Arn'),
    credentials: getAtt('Caller', 'Arn'),
    payloadFormatVersion: '2.0',
  },
  ...more,
});

const schemes = (issuer: string) => ({
  readers: {
    type: 'oauth2',
    'x-amazon-apigateway-authorizer': {
      type: 'jwt',
      identitySource: '$request.header.Authorization',
      jwtConfiguration: { issuer, audience: ['readers'] },
    },
  },
  staff: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
});

export const aBody = (paths: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  openapi: '3.0.1',
  info: { title: 'notes', version: '1' },
  paths,
  components: { securitySchemes: schemes('https://issuer.example') },
  ...more,
});

/** An API whose routes are its OpenAPI body, its stage, and the role `Caller` that may call `functionId`. */
export const anImportedApi = (functionId: string, body: unknown): Record<string, unknown> => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: body, FailOnWarnings: true } },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
  },
  Caller: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Policies: [
        {
          PolicyName: 'call',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: getAtt(functionId, 'Arn') }],
          },
        },
      ],
    },
  },
});
