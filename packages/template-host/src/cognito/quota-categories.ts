/**
 * Cognito's request quotas, each for all operations of a category, all pools of an account and one region, in requests a second.
 * Names, defaults and the factor below: developer guide, "Quotas in Amazon Cognito"
 * (docs.aws.amazon.com/cognito/latest/developerguide/quotas.html, "API operation categories and request rate quotas"). About
 * UserPoolClientRead that page also says that no single operation runs faster than 5 a second for one pool.
 */
export const quotaCategories = [
  'UserAuthentication',
  'UserCreation',
  'UserAccountRecovery',
  'UserRead',
  'UserUpdate',
  'UserList',
  'UserToken',
  'UserPoolRead',
  'UserPoolClientRead',
] as const;
export type QuotaCategory = (typeof quotaCategories)[number];

/** How many answers to challenges belong to one sign-in; more count as sign-ins ("Operation special handling"). */
export const challengesForEachSignIn = 3;
export const challengeOperations: ReadonlySet<string> = new Set([
  'RespondToAuthChallenge',
  'AdminRespondToAuthChallenge',
]);

/**
 * The category of each operation that is played here. AWS does not list GetTokensFromRefreshToken: it is counted with the other
 * ways to refresh, under UserAuthentication, the stricter assumption. So is signing out everywhere.
 */
export const categoryOf: Readonly<Record<string, QuotaCategory>> = {
  InitiateAuth: 'UserAuthentication',
  AdminInitiateAuth: 'UserAuthentication',
  RespondToAuthChallenge: 'UserAuthentication',
  AdminRespondToAuthChallenge: 'UserAuthentication',
  GetTokensFromRefreshToken: 'UserAuthentication',
  AdminCreateUser: 'UserCreation',
  ChangePassword: 'UserAccountRecovery',
  AdminSetUserPassword: 'UserAccountRecovery',
  AdminResetUserPassword: 'UserAccountRecovery',
  GetUser: 'UserRead',
  AdminGetUser: 'UserRead',
  DeleteUser: 'UserUpdate',
  AdminDeleteUser: 'UserUpdate',
  AdminDisableUser: 'UserUpdate',
  GlobalSignOut: 'UserUpdate',
  AdminUserGlobalSignOut: 'UserUpdate',
  ListUsers: 'UserList',
  RevokeToken: 'UserToken',
  DescribeUserPool: 'UserPoolRead',
  DescribeUserPoolClient: 'UserPoolClientRead',
};
