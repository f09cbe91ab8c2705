/** A user pool as the template declares it (AWS::Cognito::UserPool). The host assigns ids and ARN. */
export type PoolDefinition = {
  readonly poolId: string;
  readonly poolArn: string;
  readonly poolName?: string;
  /** UsernameConfiguration.CaseSensitive = false: names are kept and compared in lower case. */
  readonly usernameCaseInsensitive: boolean;
  readonly passwordPolicy: PasswordPolicy;
  /** Trigger name, as LambdaConfig names it in camel case, to the function's ARN. */
  readonly triggers: Readonly<Record<string, string | undefined>>;
  /** With or without `custom:` in front. */
  readonly customAttributes: readonly string[];
  readonly deletionProtection: boolean;
};

export type PasswordPolicy = {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly temporaryPasswordValidityDays: number;
};

/** The units that a template may use for validities, in seconds. */
export const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type TimeUnit = keyof typeof unitSeconds;
export type TokenValidityUnits = Readonly<Record<'AccessToken' | 'IdToken' | 'RefreshToken', TimeUnit>>;

/** An app client as the template declares it (AWS::Cognito::UserPoolClient); all times in seconds. */
export type ClientDefinition = {
  readonly clientId: string;
  /** Absent: a public client, which sends no SECRET_HASH. */
  readonly clientSecret?: string;
  readonly clientName?: string;
  readonly poolId: string;
  readonly explicitAuthFlows: readonly string[];
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  /** The units of the template's validities, for whoever reads them again; default: seconds. */
  readonly tokenValidityUnits?: TokenValidityUnits;
  /** If present, every use of a refresh token returns a new one, and the old one expires after the grace period (0 to 60 s). */
  readonly refreshTokenRotation?: { readonly graceSeconds: number };
  readonly preventUserExistenceErrors: boolean;
  readonly authSessionValiditySeconds: number;
  readonly enableTokenRevocation: boolean;
  /** Attributes that the id token and GetUser show; absent: all. */
  readonly readAttributes?: readonly string[];
  /** Attributes that a user may write with NEW_PASSWORD_REQUIRED; absent: all. */
  readonly writeAttributes?: readonly string[];
};

const playedTriggers = new Set([
  'preAuthentication',
  'preTokenGenerationConfig',
  'defineAuthChallenge',
  'createAuthChallenge',
  'verifyAuthChallengeResponse',
]);
const playedFlows = new Set([
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
]);
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Throws an Error for what the local host cannot play or AWS would refuse to deploy, so that neither goes unnoticed. */
export function checkPool(definition: PoolDefinition): void {
  for (const [name, functionArn] of Object.entries(definition.triggers)) {
    if (functionArn && !playedTriggers.has(name))
      throw new Error(`the local user pool does not play the trigger ${name}`);
  }
  const { minimumLength, temporaryPasswordValidityDays } = definition.passwordPolicy;
  within('minimumLength', minimumLength, 6, 99);
  within('temporaryPasswordValidityDays', temporaryPasswordValidityDays, 1, 365);
}

/** Throws an Error for what the local host cannot play or AWS would refuse to deploy. Limits: CreateUserPoolClient in AWS's API reference. */
export function checkClient(definition: ClientDefinition): void {
  for (const flow of definition.explicitAuthFlows) {
    if (!playedFlows.has(flow)) throw new Error(`the local user pool does not play the flow ${flow}`);
  }
  within('accessTokenValiditySeconds', definition.accessTokenValiditySeconds, 5 * minute, day);
  within('idTokenValiditySeconds', definition.idTokenValiditySeconds, 5 * minute, day);
  within('refreshTokenValiditySeconds', definition.refreshTokenValiditySeconds, hour, 3650 * day);
  within('authSessionValiditySeconds', definition.authSessionValiditySeconds, 3 * minute, 15 * minute);
  if (definition.refreshTokenRotation) {
    within('refreshTokenRotation.graceSeconds', definition.refreshTokenRotation.graceSeconds, 0, minute);
    if (definition.explicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH'))
      throw new Error('refresh token rotation works only without ALLOW_REFRESH_TOKEN_AUTH');
  }
}

function within(name: string, value: number, least: number, most: number) {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${name} must be a whole number from ${least} to ${most}`);
}
