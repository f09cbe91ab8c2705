import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct, type IConstruct } from 'constructs';
import { serviceGrant } from '../service-grant.ts';
import { type Severity, topicOutputs } from './severity.ts';
import { TopicKey } from './topic-key.ts';

/** Where the alarms of one severity go, and whom it reaches from there. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  private constructor(scope: Construct, id: string, severity: Severity) {
    super(scope, id);
    this.topic = new Topic(this, 'topic', { masterKey: TopicKey.for(this, 'cloudwatch.amazonaws.com') });
    const policy = new TopicPolicy(this, 'policy', { topics: [this.topic], enforceSSL: true });
    policy.document.addStatements(
      serviceGrant(this, 'cloudwatch.amazonaws.com', { actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    new CfnOutput(Stack.of(this), topicOutputs[severity], { value: this.topic.topicArn });
  }

  /** The one topic of a severity in all stacks, made for its first alarm: in the stack that others build on. */
  static of(scope: IConstruct, severity: Severity): AlarmTopic {
    const id = severity === 'page' ? 'alarm-topic' : `${severity}-topic`;
    const made = scope.node.root.node.children.flatMap((each) => each.node.tryFindChild(id) ?? []);
    return made.find((each) => each instanceof AlarmTopic) ?? new AlarmTopic(Stack.of(scope), id, severity);
  }

  /** Mails every alarm of the severity to an address, once its owner has confirmed SNS's own mail. */
  tell(address: string): void {
    this.topic.addSubscription(new EmailSubscription(address));
  }
}
