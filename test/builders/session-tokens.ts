import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';

/** Tokens in the pool's form, without a real signature. */
export const someTokens = (over: Partial<SessionTokens> = {}): SessionTokens => ({
  accessToken: 'access.token.text',
  refreshToken: 'refresh-token-text',
  accountId: '5c0d6a3e-0000-4000-8000-000000000001',
  expiresAt: new Date('2027-01-31T12:10:00Z'),
  authenticatedAt: Date.parse('2027-01-31T12:00:00Z') / 1000,
  ...over,
});
