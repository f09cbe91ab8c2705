import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct, type IConstruct } from 'constructs';
import { serviceGrant } from '../service-grant.ts';
import { systemOf } from '../watched-stack.ts';

/**
 * The key of all topics: outcomes of mails carry people's addresses. It is the account's own, since services cannot use AWS's
 * `aws/sns` for a topic (CloudWatch guide, "Notifying users on alarm changes"; SNS guide, "Enable compatibility between event
 * sources from AWS services and encrypted topics").
 */
export class TopicKey extends Construct {
  readonly key: Key;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'key', {
      description: `Encrypts the topics of ${systemOf(this).called}`,
      enableKeyRotation: true,
      // Nothing stays in a topic.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** The one key of the stack's topics, which this service may publish to. */
  static for(scope: IConstruct, service: string): Key {
    const stack = Stack.of(scope);
    const made = stack.node.tryFindChild('topic-key');
    const { key } = made instanceof TopicKey ? made : new TopicKey(stack, 'topic-key');
    key.addToResourcePolicy(
      serviceGrant(stack, service, { actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'] }),
    );
    return key;
  }
}
