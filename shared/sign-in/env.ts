/** The Cognito pool and its one, secret, app client. */
export const userPoolEnv = ['USER_POOL_ID', 'USER_POOL_CLIENT_ID'] as const;
