import { queueParts, readsQueue } from './a-queue.ts';
import { aFunction, anApi, aRoute, getAtt, ref } from './a-stack.ts';

const sdk = JSON.stringify(import.meta.resolve('@aws-sdk/client-dynamodb'));

/** A template that CDK had no part in: a notebook with sign-in, where uploaded files become notes too. */
export const notebook = {
  resources: {
    Notes: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'owner', AttributeType: 'S' },
          { AttributeName: 'id', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
      },
    },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UsernameConfiguration: { CaseSensitive: false } } },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: ref('Pool'), ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
    ...anApi(),
    Readers: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: ref('Api'),
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: getAtt('Pool', 'ProviderURL'), Audience: [ref('Client')] },
      },
    },
    ...aFunction('write', {
      env: { NOTES: ref('Notes') },
      allow: [{ Action: 'dynamodb:PutItem', Resource: getAtt('Notes', 'Arn') }],
    }),
    ...aRoute('Write', 'PUT /notes/{id}', 'write', { AuthorizationType: 'JWT', AuthorizerId: ref('Readers') }),
    ...queueParts('file'),
    ...aFunction('file', {
      env: { NOTES: ref('Notes') },
      allow: [readsQueue, { Action: 'dynamodb:PutItem', Resource: getAtt('Notes', 'Arn') }],
    }),
  },
  outputs: {
    Api: getAtt('Api', 'ApiEndpoint'),
    Pool: ref('Pool'),
    Client: ref('Client'),
    Table: ref('Notes'),
    Files: ref('Bucket'),
  },
};

const put = `
  import { DynamoDBClient, PutItemCommand } from ${sdk};
  const client = new DynamoDBClient();
  const put = (owner, id, text) =>
    client.send(new PutItemCommand({ TableName: process.env.NOTES, Item: { owner: { S: owner }, id: { S: id }, text: { S: text } } }));`;

export const notebookCode = {
  write: `${put}
    export const handler = async ({ pathParameters, requestContext, body }) => {
      await put(requestContext.authorizer.jwt.claims.username, pathParameters.id, body);
      return { statusCode: 204 };
    };`,
  file: `${put}
    export const handler = async ({ Records }) => {
      for (const { body } of Records)
        for (const { s3 } of JSON.parse(body).Records ?? []) await put('files', s3.object.key, String(s3.object.size));
      return { batchItemFailures: [] };
    };`,
};
