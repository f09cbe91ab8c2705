import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Access, WorkerName } from '#shared/platform/access.ts';
import { TopicKey } from '../operations/topic-key.ts';
import type { Stores } from '../stores.ts';
import { QueueWorker } from './queue-worker.ts';
import type { SmsSender } from './sms-sender.ts';

export type SmsOutcomesProps = { readonly sender: SmsSender; readonly uses: readonly Access[] };

/** The outcomes of the portal's SMS, recorded by a function (R10.1): the service -> topic -> queue -> record-sms-outcome. */
export class SmsOutcomes extends QueueWorker {
  constructor(scope: Construct, id: WorkerName, stores: Stores, { sender, uses }: SmsOutcomesProps) {
    super(scope, id, stores, {
      uses,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maxConcurrency: 5,
      lateAfter: Duration.minutes(30),
      errorImpact: 'The helpdesk does not see whether SMS arrive, and failing SMS wake nobody.',
    });
    const stack = Stack.of(this);
    const topic = new Topic(this, 'topic', { masterKey: TopicKey.for(this, 'sms-voice.amazonaws.com') });
    const policy = new TopicPolicy(this, 'topic-policy', { topics: [topic], enforceSSL: true });
    policy.document.addStatements(
      new PolicyStatement({
        principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        // The set names the topic, so the topic's policy cannot name the set.
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );
    topic.addSubscription(new SqsSubscription(this.queue, { rawMessageDelivery: true }));
    sender.configurationSet.eventDestinations = [
      {
        eventDestinationName: 'outcomes',
        enabled: true,
        matchingEventTypes: ['TEXT_ALL'],
        snsDestination: { topicArn: topic.topicArn },
      },
    ];
    sender.configurationSet.node.addDependency(policy);
  }
}
