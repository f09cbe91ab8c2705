import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Assertion, NewCredential } from '#shared/contract/passkeys.ts';
import { passkeyAlgorithms } from '#shared/contract/rules.ts';
import type { Passkey } from './passkey.ts';
import type { RelyingParty } from './relying-party.ts';

/** Judges what authenticators answer. Whatever is wrong with it, the answer is undefined. */
export type Verification = {
  /** The public key and counter of a new credential. */
  readonly ofNew: (
    credential: NewCredential,
    challenge: string,
  ) => Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter'> | undefined>;
  /** The counter of a use of this passkey. A counter that goes back is wrong: the credential may have been copied. */
  readonly ofUse: (assertion: Assertion, challenge: string, passkey: Passkey) => Promise<number | undefined>;
};

/**
 * Verification by @simplewebauthn/server. The holder must have been verified (PIN, finger, face): a passkey replaces the password, so
 * a key that somebody found must not be enough.
 */
export function webauthnVerification({ id, origin }: RelyingParty): Verification {
  const expected = { expectedOrigin: origin, expectedRPID: id, requireUserVerification: true } as const;
  const usual = { type: 'public-key', clientExtensionResults: {} } as const;

  return {
    async ofNew({ id: credentialId, clientDataJSON, attestationObject }, expectedChallenge) {
      const response = {
        ...{ ...usual, id: credentialId, rawId: credentialId },
        response: { clientDataJSON, attestationObject },
      };
      const verified = await orRefused(
        verifyRegistrationResponse({
          ...{ ...expected, response, expectedChallenge },
          supportedAlgorithmIDs: [...passkeyAlgorithms],
        }),
      );
      // The id that counts is the authenticator's own.
      if (!verified?.verified || verified.registrationInfo.credential.id !== credentialId) return undefined;
      const { publicKey, counter } = verified.registrationInfo.credential;
      return { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
    },
    async ofUse({ id: credentialId, ...response }, expectedChallenge, { publicKey, counter }) {
      const credential = { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter };
      const verified = await orRefused(
        verifyAuthenticationResponse({
          ...{ ...expected, expectedChallenge, credential },
          response: { ...usual, id: credentialId, rawId: credentialId, response },
        }),
      );
      return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
    },
  };
}

/** The library throws for whatever it refuses, with words that name what was sent: they go nowhere (R12.1). */
async function orRefused<T>(verification: Promise<T>): Promise<T | undefined> {
  try {
    return await verification;
  } catch {
    return undefined;
  }
}
