import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * The secret that limits name by whom they count, and the log the networks of sign-ins. Functions that anybody may call hold it
 * instead of the pseudonyms' secret: it finds no person and no contact. With a new value the limits start again, nothing else.
 */
export class LimitsSecret extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'secret', {
      description: 'HMAC secret of the customer portal for limits and for the networks in the log; may be replaced',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
