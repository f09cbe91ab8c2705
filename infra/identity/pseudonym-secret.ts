import { RemovalPolicy } from 'aws-cdk-lib';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Settings } from '#stages/settings.ts';

/** The secret that contacts and identity data are pseudonymised with; every key made with it holds its version. */
export class PseudonymSecret extends Construct {
  /** The one that the portal uses. */
  readonly secret: ISecret;

  /** `restoredPseudonymSecret`: the ARN of a secret that replaces the stack's own, which is kept. */
  constructor(
    scope: Construct,
    id: string,
    {
      pseudonymReplicaRegion,
      restoredPseudonymSecret,
    }: Pick<Settings, 'pseudonymReplicaRegion' | 'restoredPseudonymSecret'>,
  ) {
    super(scope, id);
    const own = new Secret(this, 'secret', {
      description:
        'HMAC secret of the customer portal; change it only by npm run operate -- rotate-secret, or nobody can be found any more',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ version: '1' }),
        generateStringKey: 'secret',
        passwordLength: 64,
        excludePunctuation: true,
      },
      ...(pseudonymReplicaRegion === undefined ? {} : { replicaRegions: [{ region: pseudonymReplicaRegion }] }),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.secret =
      restoredPseudonymSecret === undefined
        ? own
        : Secret.fromSecretCompleteArn(this, 'restored', restoredPseudonymSecret);
  }
}
