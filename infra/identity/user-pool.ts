import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolClient,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/**
 * The customers' credentials. Nobody signs up by himself (registration identifies first); a password is only ever
 * tested through ADMIN_USER_PASSWORD_AUTH with the client's secret, and each test passes the guard (R3.2).
 */
export class CustomerPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { guard }: { readonly guard: IFunction }) {
    super(scope, id);
    this.pool = new UserPool(this, 'pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      featurePlan: FeaturePlan.ESSENTIALS,
      mfa: Mfa.OFF,
      // Recovery is the portal's own (R4): the pool holds no e-mail address and no number to recover by.
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: {
        minLength: 12,
        requireDigits: false,
        requireLowercase: false,
        requireSymbols: false,
        requireUppercase: false,
        tempPasswordValidity: Duration.days(1),
      },
      lambdaTriggers: { preAuthentication: guard },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = this.pool.addClient('client', {
      generateSecret: true,
      disableOAuth: true,
      authFlows: { adminUserPassword: true },
      preventUserExistenceErrors: true,
      authSessionValidity: Duration.minutes(15),
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(10),
      idTokenValidity: Duration.minutes(10),
      refreshTokenValidity: Duration.hours(12),
      refreshTokenRotationGracePeriod: Duration.seconds(60),
    });
    const client = this.client.node.defaultChild;
    if (!(client instanceof CfnUserPoolClient)) throw new Error('The client has no CloudFormation resource');
    // CDK adds the plain refresh flow by itself; with rotation the pool refuses it.
    client.explicitAuthFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH'];
  }
}
