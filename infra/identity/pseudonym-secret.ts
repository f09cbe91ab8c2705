import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** The secret that contacts and identity data are pseudonymised with; every key made with it holds its version. */
export class PseudonymSecret extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'secret', {
      description:
        'HMAC secret of the customer portal; change it only by npm run operate -- rotate-secret, or nobody can be found any more',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ version: '1' }),
        generateStringKey: 'secret',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
