import { passkeyAlgorithms } from '#shared/contract/rules.ts';
import type { AnswerTo, InputFor } from '../api/endpoints.ts';
import { insurer } from '../insurer.ts';
import { canUsePasskeys } from './can-use-passkeys.ts';

type NewCredential = InputFor<'addPasskey'>[0]['body']['credential'];
type Assertion = InputFor<'signInByPasskey'>[0]['body']['credential'];

/** Whether the browser offers passkeys by itself, in the field of the username. */
export async function offersByItself(): Promise<boolean> {
  try {
    return canUsePasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
  } catch {
    return false;
  }
}

// The browsers' own JSON forms are younger than the oldest browsers of the portal (decision 184).
const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
const toText = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

type Wanted = AnswerTo<'challengeNewPasskey'>['body'];

/**
 * Has a device make a passkey, after it has verified its holder. Throws the browser's DOMException: `InvalidStateError` if the device
 * has one already, `NotAllowedError` if it makes none or the customer did not want to.
 */
export async function makePasskey(wanted: Wanted, username: string): Promise<NewCredential> {
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: toBytes(wanted.challenge),
      rp: { id: wanted.relyingPartyId, name: insurer.name },
      user: { id: toBytes(wanted.userHandle), name: username, displayName: username },
      pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: wanted.known.map((id) => ({ type: 'public-key', id: toBytes(id) })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      timeout: 120_000,
    },
  });
  const { id, response } = credential as PublicKeyCredential;
  const { clientDataJSON, attestationObject } = response as AuthenticatorAttestationResponse;
  return { id, clientDataJSON: toText(clientDataJSON), attestationObject: toText(attestationObject) };
}

/**
 * Asks for a passkey: in the browser's dialog, or (`conditional`) in the field of the username, for as long as it takes. Throws the
 * browser's DOMException if none is used.
 */
export async function askForPasskey(
  { challenge, relyingPartyId }: AnswerTo<'challengePasskey'>['body'],
  { conditional, signal }: { readonly conditional: boolean; readonly signal: AbortSignal },
): Promise<Assertion> {
  const credential = await navigator.credentials.get({
    publicKey: { challenge: toBytes(challenge), rpId: relyingPartyId, userVerification: 'required' },
    ...(conditional ? { mediation: 'conditional' as const } : {}),
    signal,
  });
  const { id, response } = credential as PublicKeyCredential;
  const { clientDataJSON, authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    id,
    clientDataJSON: toText(clientDataJSON),
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    // A passkey of the portal's always brings it.
    userHandle: userHandle ? toText(userHandle) : 'none',
  };
}
