import { CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { TopicKey } from '../alarms/topic-key.ts';
import { serviceGrant } from '../service-grant.ts';
import type { MailSender } from './mail-sender.ts';
import type { SmsSender } from './sms-sender.ts';

/** A queue's worker, as QueueWorker is one. */
type Worker = Construct & { readonly queue: Queue };

/** A topic that a service publishes to on the system's behalf, and that a worker's queue reads. */
function topicOf(worker: Worker, service: string, conditions: Readonly<Record<string, string>> = {}) {
  const topic = new Topic(worker, 'topic', { masterKey: TopicKey.for(worker, service) });
  const policy = new TopicPolicy(worker, 'topic-policy', { topics: [topic], enforceSSL: true });
  policy.document.addStatements(
    serviceGrant(worker, service, { actions: ['sns:Publish'], resources: [topic.topicArn], conditions }),
  );
  topic.addSubscription(new SqsSubscription(worker.queue, { rawMessageDelivery: true }));
  return { topic, policy };
}

/** Brings the outcomes of all mails of a sender to a worker: SES -> topic -> queue. */
export function followMails(worker: Worker, { configurationSet, configurationSetArn }: MailSender): void {
  const { topic, policy } = topicOf(worker, 'ses.amazonaws.com', { 'aws:SourceArn': configurationSetArn });
  const destination = new CfnConfigurationSetEventDestination(worker, 'events', {
    configurationSetName: configurationSet.configurationSetName,
    eventDestination: {
      matchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'],
      snsDestination: { topicArn: topic.topicArn },
      enabled: true,
    },
  });
  // SES tries the topic when it is tied to it.
  destination.node.addDependency(policy);
}

/** Brings the outcomes of all SMS of a sender to a worker: End User Messaging -> topic -> queue. */
export function followSms(worker: Worker, { configurationSet }: SmsSender): void {
  // The set names the topic, so the topic's policy cannot name the set.
  const { topic, policy } = topicOf(worker, 'sms-voice.amazonaws.com');
  configurationSet.eventDestinations = [
    {
      eventDestinationName: 'outcomes',
      enabled: true,
      matchingEventTypes: ['TEXT_ALL'],
      snsDestination: { topicArn: topic.topicArn },
    },
  ];
  configurationSet.node.addDependency(policy);
}
