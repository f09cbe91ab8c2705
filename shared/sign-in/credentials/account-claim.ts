/** The pool's attribute that names a user's account. It is set when the user is created and never changes. */
export const accountAttribute = 'custom:account';

/** The scope that opens Cognito's own self-service calls, which bypass the guard (R1.5). */
export const selfServiceScope = 'aws.cognito.signin.user.admin';

/**
 * The account of a user with these attributes: the portal's own id, since a user who is created again gets another `sub`
 * (R11.1a). For users from before the attribute it is the `sub`. Undefined where both are missing.
 */
export const accountOf = (attributes: Readonly<Record<string, string | undefined>>): string | undefined =>
  attributes[accountAttribute] ?? attributes.sub;
