import * as v from 'valibot';
import { localAccount } from '../../aws/service.ts';
import type { Sqs } from '../../sqs/sqs.ts';
import { isJson, isJsonObject, type Json } from '../json.ts';
import { localArn, physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import { createResourcePolicies } from '../resource-policy.ts';
import type { PlayerSet } from './player-set.ts';

const redrive = v.object({ deadLetterTargetArn: v.string(), maxReceiveCount: v.number() });
const queueSchema = v.object({
  QueueName: v.optional(v.string()),
  FifoQueue: v.optional(v.boolean(), false),
  VisibilityTimeout: v.optional(v.number(), 30),
  MessageRetentionPeriod: v.optional(v.number(), 345_600),
  DelaySeconds: v.optional(v.number(), 0),
  ReceiveMessageWaitTimeSeconds: v.optional(v.number(), 0),
  RedrivePolicy: v.optional(redrive),
});
const policySchema = v.object({
  Queues: v.array(v.string()),
  PolicyDocument: v.custom<Json>((value) => isJson(value) && isJsonObject(value), 'not a policy'),
});

/** Queues and their policies. */
export function playQueues(stackName: string, awsUrl: string, sqs: Sqs) {
  const policies = createResourcePolicies();
  const urlByArn = new Map<string, string>();
  const players: PlayerSet = {
    'AWS::SQS::Queue'(resource) {
      const queue = readProperties(resource, queueSchema);
      const name = queue.QueueName ?? physicalName(stackName, resource.logicalId, 80);
      const arn = localArn('sqs', name);
      const url = `${awsUrl}/${localAccount}/${name}`;
      sqs.createQueue({
        name,
        arn,
        url,
        fifo: queue.FifoQueue,
        visibilityTimeoutSeconds: queue.VisibilityTimeout,
        retentionSeconds: queue.MessageRetentionPeriod,
        delaySeconds: queue.DelaySeconds,
        receiveWaitSeconds: queue.ReceiveMessageWaitTimeSeconds,
        ...(queue.RedrivePolicy
          ? {
              redrive: {
                deadLetterArn: queue.RedrivePolicy.deadLetterTargetArn,
                maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
              },
            }
          : {}),
      });
      urlByArn.set(arn, url);
      return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
    },
    'AWS::SQS::QueuePolicy'(resource) {
      const { Queues, PolicyDocument } = readProperties(resource, policySchema);
      policies.add(Queues, PolicyDocument);
      return { ref: resource.logicalId };
    },
  };
  return {
    players,
    /** Whether the queue's policy allows an AWS service to send to it for `sourceArn`. */
    takesFrom: (queueArn: string, service: string, sourceArn: string): boolean =>
      policies.allowsService(urlByArn.get(queueArn) ?? '', service, {
        action: 'sqs:SendMessage',
        resource: queueArn,
        context: { 'aws:SourceArn': [sourceArn], 'aws:SourceAccount': [localAccount] },
      }),
  };
}
export type Queues = ReturnType<typeof playQueues>;
