/** The pool's attribute that holds a user's account: set with the user, changed by nobody. */
export const accountAttribute = 'custom:account';

/** The scope that opens Cognito's own self-service calls, which go past the guard (R1.5). */
export const selfServiceScope = 'aws.cognito.signin.user.admin';

/**
 * The account of a user with these attributes: the portal's own id, since a user who is made again has another `sub`
 * (R11.1a). Users from before the attribute have their `sub` for it. Undefined where neither is there.
 */
export const accountOf = (attributes: Readonly<Record<string, string | undefined>>): string | undefined =>
  attributes[accountAttribute] ?? attributes.sub;
