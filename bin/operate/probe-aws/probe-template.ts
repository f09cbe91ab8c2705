const getAtt = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });
const ref = (logicalId: string) => ({ Ref: logicalId });

const assumedBy = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

/** Refuses a sign-in that says something, with all that the trigger was told: Cognito passes the text on. */
const guardCode = `exports.handler = async (event) => {
  const said = (event.request.validationData || {}).say;
  if (said !== undefined)
    throw new Error(JSON.stringify({ user: event.userName, unknown: event.request.userNotFound, said }));
  return event;
};`;

/** As the portal's own trigger: brings the account's id, and takes the self-service scope away (R1.5). */
const claimCode = `exports.handler = async (event) => {
  const account = event.request.userAttributes['custom:account'];
  event.response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: {
    claimsToAddOrOverride: account ? { account } : {},
    scopesToSuppress: ['aws.cognito.signin.user.admin'],
  } } };
  return event;
};`;

const inlineFunction = (id: string, code: string) => ({
  [id]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: code },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: getAtt('TriggerRole', 'Arn'),
      Timeout: 5,
    },
  },
  [`${id}Permission`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: ref(id),
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: getAtt('Pool', 'Arn'),
    },
  },
});

/**
 * What the probes ask on: as in the portal, each in its smallest form. It holds nothing and costs next to nothing. The reader's key
 * opens nothing but this bucket, so that it may be an output.
 */
export const probeTemplate = {
  Description: 'Probes of the customer portal (npm run operate -- probe-aws); may be deleted at any time',
  Resources: {
    TriggerRole: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: assumedBy('lambda.amazonaws.com') },
    },
    ...inlineFunction('Guard', guardCode),
    ...inlineFunction('Claims', claimCode),
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolTier: 'ESSENTIALS',
        UsernameConfiguration: { CaseSensitive: false },
        Policies: { PasswordPolicy: { MinimumLength: 12 } },
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        Schema: [{ Name: 'account', AttributeDataType: 'String', Mutable: false }],
        LambdaConfig: {
          PreAuthentication: getAtt('Guard', 'Arn'),
          PreTokenGenerationConfig: { LambdaArn: getAtt('Claims', 'Arn'), LambdaVersion: 'V2_0' },
        },
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Pool'),
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
        PreventUserExistenceErrors: 'ENABLED',
        AuthSessionValidity: 3,
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
      },
    },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    },
    Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [ref('Queue')],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 's3.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: getAtt('Queue', 'Arn'),
              Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
            },
          ],
        },
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      DependsOn: ['QueuePolicy'],
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        NotificationConfiguration: {
          QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: getAtt('Queue', 'Arn') }],
        },
      },
    },
    Reader: {
      Type: 'AWS::IAM::User',
      Properties: {
        Policies: [
          {
            PolicyName: 'read-without-listing',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['s3:GetObject', 's3:GetObjectVersion'],
                  Resource: { 'Fn::Join': ['', [getAtt('Bucket', 'Arn'), '/*']] },
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
    Pool: { Value: ref('Pool') },
    Client: { Value: ref('Client') },
    Table: { Value: ref('Table') },
    Queue: { Value: ref('Queue') },
    Bucket: { Value: ref('Bucket') },
    ReaderKeyId: { Value: ref('ReaderKey') },
    ReaderSecret: { Value: getAtt('ReaderKey', 'SecretAccessKey') },
  },
};
