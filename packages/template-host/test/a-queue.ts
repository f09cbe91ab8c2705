import { getAtt, ref } from './a-stack.ts';

/** A bucket of which one folder's objects go through a queue to a function, as resources of a template. */
export const queueParts = (functionId: string, folder = 'documents/'): Record<string, unknown> => ({
  Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
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
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'sqs:*',
            Resource: getAtt('Queue', 'Arn'),
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    },
  },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    DependsOn: ['QueuePolicy'],
    Properties: {
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Queue: getAtt('Queue', 'Arn'),
            Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: folder }] } },
          },
        ],
      },
    },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: getAtt('Queue', 'Arn'),
      FunctionName: ref(functionId),
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
});

/** What the function’s role needs for it. */
export const readsQueue = {
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: getAtt('Queue', 'Arn'),
};
