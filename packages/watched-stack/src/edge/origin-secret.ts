import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';

/**
 * The secrets that CloudFront shows to the API, which refuses every other caller. There are three at a time: CloudFront
 * sends the middle one, the API takes all three. Raising the generation by one therefore refuses nobody, in any order in which
 * CloudFormation changes the two.
 *
 * CloudFormation reads the values when it deploys. They are in the distribution and in the API's stage, not in every
 * function's environment: a template may have 60 such references, and a stack may have as many functions.
 */
export class OriginSecret extends Construct {
  /** What CloudFront sends. */
  readonly sent: string;
  /** What the API takes, separated by commas. */
  readonly taken: string;

  constructor(scope: Construct, id: string, generation: number) {
    super(scope, id);
    const referenceTo = (one: number) =>
      new Secret(this, `generation-${one}`, {
        description: `What CloudFront shows to the API of ${systemOf(this).called}, generation ${one}`,
        generateSecretString: { passwordLength: 48, excludePunctuation: true },
        removalPolicy: RemovalPolicy.DESTROY,
        // A reference that CloudFormation resolves; the value itself is never in the template.
      }).secretValue.unsafeUnwrap();
    const values = [generation - 1, generation, generation + 1].map(referenceTo);
    this.sent = values[1] ?? '';
    this.taken = values.join(',');
  }
}
