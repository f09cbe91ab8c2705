const getAtt = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });
const ref = (logicalId: string) => ({ Ref: logicalId });

const assumedBy = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

/** Refuses a sign-in whose metadata asks for it, with the trigger's whole input as the text: Cognito passes it on. */
const guardCode = `exports.handler = async (event) => {
  const said = (event.request.validationData || {}).say;
  const account = (event.request.userAttributes || {})['custom:account'] || 'none';
  if (said === 'account') throw new Error(JSON.stringify({ account }));
  if (said !== undefined)
    throw new Error(JSON.stringify({ user: event.userName, unknown: event.request.userNotFound, said }));
  return event;
};`;

/** Adds an attribute to the access token as a claim, and removes the self-service scope. */
const claimCode = `exports.handler = async (event) => {
  const account = event.request.userAttributes['custom:account'];
  event.response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: {
    claimsToAddOrOverride: account ? { account } : {},
    scopesToSuppress: ['aws.cognito.signin.user.admin'],
  } } };
  return event;
};`;

/**
 * A sign-in without a password: whoever answers `right` gets tokens, at the second try at the latest. The challenge shows the
 * metadata that its triggers got, and what the caller began with.
 */
const challengeCode = `exports.handler = async (event) => {
  const { request, response } = event;
  const rounds = request.session || [];
  if (event.triggerSource.startsWith('Define')) {
    response.issueTokens = rounds.some(({ challengeName, challengeResult }) => challengeName === 'CUSTOM_CHALLENGE' && challengeResult);
    response.failAuthentication = request.userNotFound === true || (!response.issueTokens && rounds.length > 1);
    if (!response.issueTokens && !response.failAuthentication) response.challengeName = 'CUSTOM_CHALLENGE';
  } else if (event.triggerSource.startsWith('Create')) {
    const [first = { challengeName: 'nothing' }] = rounds;
    response.publicChallengeParameters = { round: String(rounds.length + 1), first: first.challengeName + ' ' + first.challengeResult, said: (request.clientMetadata || {}).say || 'nothing' };
    response.privateChallengeParameters = { answer: 'right' };
  } else response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters.answer;
  return event;
};`;

/** A metric that nobody writes but a question; its dimension's value is the name of `Table`, which no other probe has. */
export const probedMetric = { namespace: 'ConformanceProbe', metricName: 'Seen', dimension: 'Table' } as const;

const alarm = (treatMissingData: string, watched: object) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    EvaluationPeriods: 2,
    TreatMissingData: treatMissingData,
    ...watched,
  },
});
const seen = {
  ...{ Namespace: probedMetric.namespace, MetricName: probedMetric.metricName, Statistic: 'Sum', Period: 60 },
  Dimensions: [{ Name: probedMetric.dimension, Value: ref('Table') }],
};
const throttles = { Namespace: 'AWS/DynamoDB', MetricName: 'WriteThrottleEvents' };
/** As alarms on tables are: at least one, where nothing is counted as none. */
const filled = {
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  EvaluationPeriods: 1,
  Metrics: [
    { Id: 'sum', Expression: 'FILL(throttles, 0)', ReturnData: true },
    {
      Id: 'throttles',
      ReturnData: false,
      MetricStat: {
        Metric: { ...throttles, Dimensions: [{ Name: 'TableName', Value: ref('Table') }] },
        ...{ Period: 60, Stat: 'Sum' },
      },
    },
  ],
};

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
 * The resources for questions, each in its smallest form. They hold nothing and cost almost nothing. The reader's key allows only
 * reading this bucket, so it may be an output.
 */
export const conformanceTemplate = {
  Resources: {
    TriggerRole: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: assumedBy('lambda.amazonaws.com') },
    },
    ...inlineFunction('Guard', guardCode),
    ...inlineFunction('Claims', claimCode),
    ...inlineFunction('Challenge', challengeCode),
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
          DefineAuthChallenge: getAtt('Challenge', 'Arn'),
          CreateAuthChallenge: getAtt('Challenge', 'Arn'),
          VerifyAuthChallengeResponse: getAtt('Challenge', 'Arn'),
          PreTokenGenerationConfig: { LambdaArn: getAtt('Claims', 'Arn'), LambdaVersion: 'V2_0' },
        },
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Pool'),
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'],
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
    SmallTable: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      },
    },
    Parked: { Type: 'AWS::SQS::Queue', Properties: {} },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: { RedrivePolicy: { deadLetterTargetArn: getAtt('Parked', 'Arn'), maxReceiveCount: 2 } },
    },
    Announcements: { Type: 'AWS::SQS::Queue', Properties: {} },
    AnnouncementsPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [ref('Announcements')],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 's3.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: getAtt('Announcements', 'Arn'),
              Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
            },
          ],
        },
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      DependsOn: ['AnnouncementsPolicy'],
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        NotificationConfiguration: {
          QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: getAtt('Announcements', 'Arn') }],
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
    MissingAlarm: alarm('missing', seen),
    BreachingAlarm: alarm('breaching', { ...seen, MetricName: 'Never' }),
    NotBreachingAlarm: alarm('notBreaching', { ...seen, MetricName: 'Never' }),
    FilledAlarm: alarm('notBreaching', filled),
  },
  /** In the form of `resourcesSchema`. */
  Outputs: {
    Pool: { Value: ref('Pool') },
    Client: { Value: ref('Client') },
    Table: { Value: ref('Table') },
    SmallTable: { Value: ref('SmallTable') },
    Announcements: { Value: ref('Announcements') },
    Queue: { Value: ref('Queue') },
    Parked: { Value: ref('Parked') },
    Bucket: { Value: ref('Bucket') },
    ReaderKeyId: { Value: ref('ReaderKey') },
    ReaderSecret: { Value: getAtt('ReaderKey', 'SecretAccessKey') },
    MissingAlarm: { Value: ref('MissingAlarm') },
    BreachingAlarm: { Value: ref('BreachingAlarm') },
    NotBreachingAlarm: { Value: ref('NotBreachingAlarm') },
    FilledAlarm: { Value: ref('FilledAlarm') },
  },
};
