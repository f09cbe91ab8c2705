import { describe, expect, it } from 'vitest';
import { nameAccount } from '../../../functions/name-account/name-account.ts';

const event = (userAttributes: Record<string, string>, version = '2') => ({
  version,
  triggerSource: 'TokenGeneration_RefreshTokens',
  userName: 'eva.minta',
  request: { userAttributes, groupConfiguration: {}, scopes: ['aws.cognito.signin.user.admin'] },
  response: { claimsAndScopeOverrideDetails: null },
});
const answered = (claim: string) => ({
  claimsAndScopeOverrideDetails: {
    accessTokenGeneration: {
      claimsToAddOrOverride: { account: claim },
      scopesToSuppress: ['aws.cognito.signin.user.admin'],
    },
  },
});

describe('name-account', () => {
  it('R11.1a names the account of the attribute, which a user made again keeps', async () => {
    const named = await nameAccount(event({ sub: 'sub-2', 'custom:account': 'account-1' }));
    expect(named).toMatchObject({ userName: 'eva.minta', response: answered('account-1') });
  });

  it('for users from before the attribute the account is their sub', async () => {
    expect((await nameAccount(event({ sub: 'sub-1' }))).response).toEqual(answered('sub-1'));
  });

  it('gives no tokens for an event of another version or without a user', async () => {
    await expect(nameAccount(event({ sub: 'sub-1' }, '1'))).rejects.toThrow();
    await expect(nameAccount(event({}))).rejects.toThrow();
  });
});
