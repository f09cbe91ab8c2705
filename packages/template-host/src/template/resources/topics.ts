import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { localAccount } from '../../aws/service.ts';
import type { Clock } from '../../clock.ts';
import { invokeAsync } from '../../lambda/invoke-async.ts';
import type { FunctionLog } from '../../lambda/log.ts';
import type { Sqs } from '../../sqs/sqs.ts';
import { isJson, isJsonObject, type Json } from '../json.ts';
import { TemplateError } from '../load-template.ts';
import { localArn, physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import { createResourcePolicies } from '../resource-policy.ts';
import type { Functions } from './functions.ts';
import type { Keys } from './keys.ts';
import type { Permissions } from './permissions.ts';
import type { PlayerSet } from './player-set.ts';
import type { Queues } from './queues.ts';

const topicSchema = v.object({ TopicName: v.optional(v.string()), KmsMasterKeyId: v.optional(v.string()) });
const subscriptionSchema = v.strictObject({
  TopicArn: v.string(),
  Protocol: v.string(),
  Endpoint: v.string(),
  RawMessageDelivery: v.optional(v.boolean(), false),
  RedrivePolicy: v.optional(v.unknown()),
  Region: v.optional(v.string()),
});
const policySchema = v.object({
  Topics: v.array(v.string()),
  PolicyDocument: v.custom<Json>((value) => isJson(value) && isJsonObject(value), 'not a policy'),
});

type Subscription = v.InferOutput<typeof subscriptionSchema> & { readonly logicalId: string; readonly arn: string };

/** SNS topics with their subscribed queues and functions. People who subscribed (`email`) get nothing here. */
export function playTopics(needs: {
  stackName: string;
  clock: Clock;
  log: FunctionLog;
  sqs: Sqs;
  queues: Queues;
  functions: Functions;
  permissions: Permissions;
  keys: Keys;
}) {
  const { stackName, clock, log, sqs, queues, functions } = needs;
  const policies = createResourcePolicies();
  const subscriptions: Subscription[] = [];
  /** The key that each topic is encrypted with; undefined for none. */
  const topicKeys = new Map<string, string | undefined>();

  const players: PlayerSet = {
    'AWS::SNS::Topic'(resource) {
      const { TopicName, KmsMasterKeyId } = readProperties(resource, topicSchema);
      const name = TopicName ?? physicalName(stackName, resource.logicalId, 256);
      const arn = localArn('sns', name);
      topicKeys.set(arn, KmsMasterKeyId);
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
    'AWS::SNS::TopicPolicy'(resource) {
      const { Topics, PolicyDocument } = readProperties(resource, policySchema);
      policies.add(Topics, PolicyDocument);
      return { ref: resource.logicalId };
    },
    'AWS::SNS::Subscription'(resource) {
      const subscription = readProperties(resource, subscriptionSchema);
      const arn = `${subscription.TopicArn}:${randomUUID()}`;
      subscriptions.push({ ...subscription, logicalId: resource.logicalId, arn });
      return { ref: arn, attributes: { Arn: arn } };
    },
  };

  return {
    players,
    /**
     * Checks the subscriptions.
     *
     * @throws TemplateError for one whose target does not admit the topic
     */
    check(): void {
      for (const { logicalId, Protocol, TopicArn, Endpoint } of subscriptions) {
        if (Protocol === 'lambda') {
          needs.permissions.require(functions.require(Endpoint, logicalId), 'sns.amazonaws.com', TopicArn, logicalId);
        } else if (Protocol === 'sqs') {
          if (!queues.takesFrom(Endpoint, 'sns.amazonaws.com', TopicArn)) {
            throw new TemplateError(logicalId, `the policy of ${Endpoint} does not let the topic send`);
          }
        } else if (!Protocol.startsWith('email')) {
          throw new TemplateError(`${logicalId}.Protocol`, `${Protocol} is not played on this machine`);
        }
      }
    },
    has: (topicArn: string) => topicKeys.has(topicArn),
    /**
     * Passes a service's message to the subscribers.
     *
     * @throws Error if the topic's policy does not allow the service to publish, or its key's policy to use the key
     */
    async publish(topicArn: string, service: string, sourceArn: string, message: string): Promise<void> {
      const context = { 'aws:SourceArn': [sourceArn], 'aws:SourceAccount': [localAccount] };
      const intent = { action: 'sns:Publish', resource: topicArn, context };
      if (!policies.allowsService(topicArn, service, intent)) {
        throw new Error(`the policy of ${topicArn} does not let ${service} publish for ${sourceArn}`);
      }
      const key = topicKeys.get(topicArn);
      const refused = key === undefined ? undefined : needs.keys.refusedTo(key, service, context);
      if (refused !== undefined) throw new Error(`the key of ${topicArn} does not let ${service} ${refused}`);
      const envelope = {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topicArn,
        Message: message,
        Timestamp: new Date(clock.now()).toISOString(),
      };
      for (const { Protocol, TopicArn, Endpoint, RawMessageDelivery, arn } of subscriptions) {
        if (TopicArn !== topicArn) continue;
        if (Protocol === 'sqs') sqs.sendMessage(Endpoint, RawMessageDelivery ? message : JSON.stringify(envelope));
        const target = Protocol === 'lambda' ? functions.find(Endpoint) : undefined;
        if (!target) continue;
        const Sns = { ...envelope, Subject: null, MessageAttributes: {} };
        const record = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: arn, Sns };
        await invokeAsync(target.lambda, { Records: [record] }, clock, log);
      }
    },
  };
}
export type Topics = ReturnType<typeof playTopics>;
