import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolClient,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { systemOf } from 'watched-stack';
import { rules } from '#shared/contract/rules.ts';

/** How long a session lasts at most; functions read it from their environment. */
const refreshTokenValidity = Duration.hours(12);

/** What the pool asks before it compares a password, about a passkey's proof, and before it gives tokens. */
type Triggers = { readonly guard: IFunction; readonly checkPasskey: IFunction; readonly nameAccount: IFunction };

/**
 * The customers' credentials. Nobody signs up by himself (registration identifies first); a password is only ever
 * tested through ADMIN_USER_PASSWORD_AUTH with the client's secret, and each test passes the guard (R3.2). CUSTOM_AUTH tests none: it
 * asks for what a verified passkey proves, in a challenge of the portal's own (decision 220).
 */
export class CustomerPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Holds the client's secret, which functions read when they start. */
  readonly clientSecret: Secret;
  readonly refreshTokenValidity = refreshTokenValidity;

  constructor(scope: Construct, id: string, { guard, checkPasskey, nameAccount }: Triggers) {
    super(scope, id);
    this.pool = new UserPool(this, 'pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      // Changed access tokens need this plan (the trigger's event of version 2).
      featurePlan: FeaturePlan.ESSENTIALS,
      // The account that a user signs in to: the portal's own id, which a user made again keeps (R11.1a).
      customAttributes: { account: new StringAttribute({ mutable: false, minLen: 1, maxLen: 64 }) },
      mfa: Mfa.OFF,
      // Recovery is the portal's own (R4): the pool holds no e-mail address and no number to recover by.
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: {
        minLength: rules.shortestPassword,
        requireDigits: false,
        requireLowercase: false,
        requireSymbols: false,
        requireUppercase: false,
        tempPasswordValidity: Duration.days(rules.passwordHours / 24),
      },
      lambdaTriggers: {
        preAuthentication: guard,
        defineAuthChallenge: checkPasskey,
        createAuthChallenge: checkPasskey,
        verifyAuthChallengeResponse: checkPasskey,
      },
      deletionProtection: systemOf(this).isProtected,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, nameAccount, LambdaVersion.V2_0);
    this.client = this.pool.addClient('client', {
      generateSecret: true,
      disableOAuth: true,
      authFlows: { adminUserPassword: true, custom: true },
      preventUserExistenceErrors: true,
      authSessionValidity: Duration.minutes(15),
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(10),
      idTokenValidity: Duration.minutes(10),
      refreshTokenValidity,
      refreshTokenRotationGracePeriod: Duration.seconds(10),
    });
    const client = this.client.node.defaultChild;
    if (!(client instanceof CfnUserPoolClient)) throw new Error('The client has no CloudFormation resource');
    // CDK adds the plain refresh flow by itself; with rotation the pool refuses it.
    client.explicitAuthFlows = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'];
    // CloudFormation's own attribute: CDK's `userPoolClientSecret` is a custom resource that asks the pool.
    this.clientSecret = new Secret(this, 'client-secret', {
      description: 'The secret of the app client of the customer portal, copied from its pool',
      secretStringValue: SecretValue.resourceAttribute(client.attrClientSecret),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
