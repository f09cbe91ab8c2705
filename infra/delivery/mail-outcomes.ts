import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Access, WorkerName } from '#shared/platform/access.ts';
import { TopicKey } from '../operations/topic-key.ts';
import type { Stores } from '../stores.ts';
import { QueueWorker } from './queue-worker.ts';

export type MailOutcomesProps = {
  /** The configuration set whose mails are followed. */
  readonly configurationSetName: string;
  readonly uses: readonly Access[];
};

/** The outcomes of the portal's mails, recorded by a function (R5.2): SES -> topic -> queue -> record-mail-outcome. */
export class MailOutcomes extends QueueWorker {
  constructor(scope: Construct, id: WorkerName, stores: Stores, { configurationSetName, uses }: MailOutcomesProps) {
    super(scope, id, stores, {
      uses,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maxConcurrency: 5,
      lateAfter: Duration.hours(1),
      errorImpact: 'Bounced mails stay unknown: customers do not learn of documents and the insurer sends no paper.',
    });
    const stack = Stack.of(this);
    const topic = new Topic(this, 'topic', { masterKey: TopicKey.for(this, 'ses.amazonaws.com') });
    const policy = new TopicPolicy(this, 'topic-policy', { topics: [topic], enforceSSL: true });
    policy.document.addStatements(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': stack.formatArn({
              service: 'ses',
              resource: 'configuration-set',
              resourceName: configurationSetName,
            }),
          },
        },
      }),
    );
    topic.addSubscription(new SqsSubscription(this.queue, { rawMessageDelivery: true }));
    const destination = new CfnConfigurationSetEventDestination(this, 'events', {
      configurationSetName,
      eventDestination: {
        matchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'],
        snsDestination: { topicArn: topic.topicArn },
        enabled: true,
      },
    });
    // SES tries the topic when it is tied to it.
    destination.node.addDependency(policy);
  }
}
