import { describe, expect, it } from 'vitest';
import { queueParts } from './a-queue.ts';
import { aFunction, anApi, aRoute, getAtt, ref } from './a-stack.ts';
import { play } from './play-stack.ts';

describe('what fails the start', () => {
  const broken: [string, Record<string, unknown>, RegExp][] = [
    ['an unknown type', { A: { Type: 'AWS::Glacier::Vault' } }, /A: resource type AWS::Glacier::Vault is not played/],
    [
      'a reference that leads nowhere',
      { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: ref('Nobody') } } },
      /A\.BucketName\.Ref: there is no Nobody/,
    ],
    [
      'an unknown attribute',
      {
        Q: { Type: 'AWS::SQS::Queue' },
        A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: getAtt('Q', 'Colour') } },
      },
      /A\.BucketName\.Fn::GetAtt: AWS::SQS::Queue has no attribute Colour/,
    ],
    [
      'a bucket whose queue does not let it in',
      (() => {
        const { QueuePolicy: _, ...rest } = queueParts('worker');
        return { Queue: rest.Queue, Bucket: { ...Object(rest.Bucket), DependsOn: [] } };
      })(),
      /Bucket\.NotificationConfiguration: the policy of .* does not let S3 send/,
    ],
    [
      'a route whose function has no permission',
      (() => {
        const { GoPermission: _, ...rest } = aRoute('Go', 'GET /go', 'go');
        return { ...anApi(), ...aFunction('go'), ...rest };
      })(),
      /GoRoute: no AWS::Lambda::Permission lets apigateway/,
    ],
    [
      'a permission that is another service’s',
      (() => {
        const { GoPermission, ...rest } = aRoute('Go', 'GET /go', 'go');
        const { Type, Properties } = Object(GoPermission);
        return {
          ...anApi(),
          ...aFunction('go'),
          ...rest,
          GoPermission: { Type, Properties: { ...Properties, Principal: 'events.amazonaws.com' } },
        };
      })(),
      /GoRoute: no AWS::Lambda::Permission lets apigateway/,
    ],
    [
      'a rule for events that never come here',
      { Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['aws.s3'] } } } },
      /Rule: only rules with a ScheduleExpression are played/,
    ],
    [
      'a role within a boundary',
      { Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'arn:aws:iam::1:policy/bound' } } },
      /Role\.PermissionsBoundary: a permissions boundary is not played/,
    ],
    [
      'a worker whose role may not read its queue',
      { ...queueParts('go'), ...aFunction('go') },
      /Mapping: the function's role may not sqs:ReceiveMessage/,
    ],
  ];
  it.each(broken)('%s', async (_, resources, reason) => {
    await expect(play({ resources }, { go: 'export const handler = () => 1;' })).rejects.toThrow(reason);
  });

  it('a port that is taken, in one clear line', async () => {
    const first = await play({ resources: {} });
    const port = Number(new URL(first.url).port);
    await expect(play({ resources: {} }, {}, { port })).rejects.toThrow(`port ${port} is taken by another program`);
  });
});
