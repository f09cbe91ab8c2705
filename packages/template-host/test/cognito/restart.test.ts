import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminDeleteUserCommand, GetTokensFromRefreshTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientId, clientSecret, poolId, refusal, setupPool } from '#testing/cognito-pool-builder.ts';

async function keptDirectory() {
  const directory = await mkdtemp(join(tmpdir(), 'cognito-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

describe('with a directory', () => {
  it('users, open challenges, refresh tokens and the signing key outlive a restart', async () => {
    const directory = await keptDirectory();
    const before = await setupPool({ directory });
    await before.confirmedUser('anna');
    await before.createUser('bela');
    await before.createUser('gone');
    await before.sdk.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'gone' }));
    const RefreshToken = (await before.signIn('anna', 'Permanent1')).AuthenticationResult?.RefreshToken;
    const { Session } = await before.signIn('bela', 'Temporary1');
    const keys = await before.cognito.jwks(poolId);
    await before.cognito.close();

    const after = await setupPool({ directory });
    expect(await after.cognito.jwks(poolId)).toEqual(keys);
    expect((await after.signIn('anna', 'Permanent1')).AuthenticationResult).toBeDefined();
    expect((await after.choosePassword('bela', 'Chosen1234', Session)).AuthenticationResult).toBeDefined();
    expect(await refusal(after.signIn('gone', 'Temporary1'))).toMatch(/^NotAuthorizedException: /);
    const refresh = new GetTokensFromRefreshTokenCommand({
      ClientId: clientId,
      ClientSecret: clientSecret,
      RefreshToken,
    });
    expect((await after.sdk.send(refresh)).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('half a line of a killed process does no harm', async () => {
    const directory = await keptDirectory();
    const before = await setupPool({ directory });
    await before.confirmedUser('anna');
    await appendFile(join(directory, 'cognito.jsonl'), `["users/${poolId}","x",{"sub":`);
    const after = await setupPool({ directory });
    expect((await after.signIn('anna', 'Permanent1')).AuthenticationResult).toBeDefined();
    await after.createUser('bela');
    const again = await setupPool({ directory });
    expect((await again.signIn('bela', 'Temporary1')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  it('no password, session or refresh token is readable there, and only the owner can read the files', async () => {
    const directory = await keptDirectory();
    const { confirmedUser, createUser, signIn, cognito } = await setupPool({ directory });
    await confirmedUser('anna');
    await createUser('bela');
    const { AuthenticationResult } = await signIn('anna', 'Permanent1');
    const { Session = '' } = await signIn('bela', 'Temporary1');
    await cognito.jwks(poolId);
    const files = (await readdir(directory)).map((name) => join(directory, name));
    expect(files).toHaveLength(1);
    const text = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
    expect(text).toContain('"username":"anna"');
    for (const secret of ['Permanent1', 'Temporary1', Session, AuthenticationResult?.RefreshToken ?? 'none'])
      expect(text).not.toContain(secret);
    for (const file of files) expect((await stat(file)).mode & 0o077).toBe(0);
  });
});
