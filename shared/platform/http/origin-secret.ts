/** The header that CloudFront adds to requests to the API. It overwrites a viewer's own header of this name. */
export const originSecretHeader = 'x-origin-secret';

/** The stage variable with the secrets that the API accepts, separated by commas. */
export const originSecretsVariable = 'originSecrets';
