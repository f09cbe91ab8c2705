import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** As `.well-known/jwks.json` shows it. */
  readonly publicJwk: JWK;
};

/** The pool's RS256 key: the one kept in `directory`, else a fresh one, kept there when a directory is given. */
export async function openSigningKey(poolId: string, directory: string | undefined): Promise<SigningKey> {
  const file = directory && join(directory, `cognito-key-${poolId}.json`);
  const kept = file && (await readFile(file, 'utf8').catch(() => undefined));
  const jwk: JWK = kept ? JSON.parse(kept) : await freshKey();
  if (file && !kept) {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, JSON.stringify(jwk), { mode: 0o600 });
    await rename(`${file}.new`, file);
    await chmod(file, 0o600);
  }
  const { kty, n, e } = jwk;
  if (!kty || !n || !e) throw new Error(`the kept signing key of the user pool ${poolId} is damaged`);
  const kid = await calculateJwkThumbprint({ kty, n, e });
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, 'RS256'), importJWK({ kty, n, e }, 'RS256')]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new Error('an RSA key was expected');
  return { kid, privateKey, publicKey, publicJwk: { alg: 'RS256', e, kid, kty, n, use: 'sig' } };
}

async function freshKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return await exportJWK(privateKey);
}
