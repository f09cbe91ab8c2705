import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** A Cognito client with the SDK's own time-outs. */
export const cognito = (): CognitoIdentityProviderClient => new CognitoIdentityProviderClient({ maxAttempts: 3 });
