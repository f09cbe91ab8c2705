/** The header that CloudFront adds to what it sends to the API; a viewer's own header of this name is overwritten. */
export const originSecretHeader = 'x-origin-secret';

/** The variable of the API's stage with the secrets that it accepts, separated by commas. */
export const originSecretsVariable = 'originSecrets';
