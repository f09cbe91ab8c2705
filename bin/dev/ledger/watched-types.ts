/** What is lost if a resource is replaced, and the properties whose change replaces it or generates its content again. */
type Watched = { readonly loses: string; readonly properties: readonly string[] };

/**
 * The resources that hold what nobody can make again, or that somebody outside knows: by type. The properties are those that their
 * types create once only (`createOnlyProperties` of CloudFormation's resource schemas), and those that make their content.
 */
export const keptTypes: Readonly<Record<string, Watched>> = {
  'AWS::DynamoDB::Table': {
    loses: 'the portal goes on with an empty table, and the items stay in one that it does not know',
    properties: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
  },
  'AWS::S3::Bucket': {
    loses: 'the portal goes on with an empty bucket, and the objects stay in one that it does not know',
    properties: ['BucketName'],
  },
  'AWS::Cognito::UserPool': {
    loses: 'the portal goes on with an empty pool: nobody can sign in',
    properties: ['UsernameConfiguration', 'UsernameAttributes', 'AliasAttributes', 'Schema'],
  },
  'AWS::Cognito::UserPoolClient': { loses: 'all sessions end', properties: ['GenerateSecret', 'UserPoolId'] },
  'AWS::SecretsManager::Secret': {
    // Secrets Manager makes another value whenever this block changes, byte for byte.
    loses: 'a new value: nobody is found by identity data or contact any more',
    properties: ['Name', 'GenerateSecretString'],
  },
  'AWS::SQS::Queue': { loses: 'the messages in it', properties: ['QueueName', 'FifoQueue'] },
  'AWS::SNS::Topic': {
    loses: 'its subscriptions: alarms reach nobody until addresses are confirmed',
    properties: ['TopicName', 'FifoTopic'],
  },
  'AWS::SES::EmailIdentity': { loses: 'no mail goes out until DNS has the new DKIM records', properties: [] },
  'AWS::SMSVOICE::PhoneNumber': {
    loses: 'the number goes back to AWS',
    properties: ['IsoCountryCode', 'NumberCapabilities', 'NumberType'],
  },
  'AWS::IAM::ManagedPolicy': {
    loses: 'roles that an administrator gave it to can do nothing any more, and hinder its deletion',
    properties: ['ManagedPolicyName', 'Path', 'Description'],
  },
  'AWS::Backup::BackupVault': {
    loses: 'its copies stay in a vault that nobody looks at, and new ones begin in an empty one',
    properties: ['BackupVaultName', 'EncryptionKeyArn'],
  },
  'AWS::ApiGatewayV2::Api': { loses: 'its address (HelpdeskUrl)', properties: ['ProtocolType'] },
  'AWS::CloudFront::Distribution': { loses: "its address: the domain's DNS record leads nowhere", properties: [] },
  'AWS::WAFv2::WebACL': {
    loses: 'CloudFront goes on with the former one, which then cannot be deleted',
    properties: ['Name', 'Scope'],
  },
};

/** The property that is the resource's own name, of what the portal names itself because people type it. */
export const namedTypes: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::Backup::BackupVault': 'BackupVaultName',
};
