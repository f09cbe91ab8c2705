import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import * as v from 'valibot';
import type { Collection } from '../kept/collections.ts';

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** In the form of `.well-known/jwks.json`. */
  readonly publicJwk: JWK;
};

const text = v.string();
const privateJwk = v.object({ kty: text, n: text, e: text, d: text, p: text, q: text, dp: text, dq: text, qi: text });

/** A pool's private key as it is stored. */
export const keptKey = v.object({ poolId: text, jwk: privateJwk });
export type KeptKey = v.InferOutput<typeof keptKey>;

/** The pool's RS256 key: the one that an earlier run stored, otherwise a new one, which is stored. */
export async function openSigningKey(poolId: string, kept: Collection<KeptKey>): Promise<SigningKey> {
  const known = kept.loaded().find((key) => key.poolId === poolId)?.jwk;
  const jwk = known ?? (await freshKey());
  if (!known) kept.put(poolId, { poolId, jwk });
  const { kty, n, e } = jwk;
  const kid = await calculateJwkThumbprint({ kty, n, e });
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, 'RS256'), importJWK({ kty, n, e }, 'RS256')]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new Error('an RSA key was expected');
  return { kid, privateKey, publicKey, publicJwk: { alg: 'RS256', e, kid, kty, n, use: 'sig' } };
}

async function freshKey(): Promise<KeptKey['jwk']> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return v.parse(privateJwk, await exportJWK(privateKey));
}
