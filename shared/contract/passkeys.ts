import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { instant, password, tokens } from './fields.ts';
import { tidy } from './tidy.ts';

/** Bytes as WebAuthn's JSON has them (base64url); `max`: characters. */
const bytes = (max: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(max), v.regex(/^[\w-]+$/));

/** The id that an authenticator gives its credential: at most 1,023 bytes (WebAuthn, "Credential ID"). */
const credentialId = bytes(1364);

/** A passkey's id in URLs: the SHA-256 of the credential's own, which may be long. */
export const passkeyId = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

/** What a customer calls a passkey: one line of text. */
export const passkeyName = v.pipe(
  v.string(),
  tidy((text) => text.normalize('NFC').replace(/\p{C}/gu, '').trim().replace(/\s+/g, ' ')),
  v.nonEmpty(),
  v.maxLength(60),
);

/** A passkey as its customer sees it. */
export const passkeyView = v.strictObject({
  passkeyId,
  name: v.string(),
  addedAt: instant,
  /** The last sign-in with it; absent if there was none. */
  lastUsedAt: v.optional(instant),
});
export type PasskeyView = v.InferOutput<typeof passkeyView>;

/** What an authenticator answers when it makes a credential, of which the portal needs no more (no attestation). */
export const newCredential = v.strictObject({
  id: credentialId,
  clientDataJSON: bytes(4096),
  attestationObject: bytes(8192),
});
export type NewCredential = v.InferOutput<typeof newCredential>;

/** What an authenticator answers when it proves that it has a credential. */
export const assertion = v.strictObject({
  id: credentialId,
  clientDataJSON: bytes(4096),
  authenticatorData: bytes(4096),
  signature: bytes(2048),
  /** What the portal called the account when the passkey was made. */
  userHandle: bytes(128),
});
export type Assertion = v.InferOutput<typeof assertion>;

const passkeyPath = v.strictObject({ passkeyId });

export const challengeNewPasskey = defineEndpoint({
  name: 'challenge-new-passkey',
  summary: 'Begins to add a passkey, after a test of the password: what the browser needs to make it',
  method: 'POST',
  path: '/api/account/passkey-challenge',
  auth: 'account',
  body: v.strictObject({ password }),
  answers: {
    200: v.strictObject({
      challenge: v.string(),
      relyingPartyId: v.string(),
      /** For `user.id`. */
      userHandle: v.string(),
      /** The credentials that the account has already: an authenticator makes no second one. */
      known: v.array(v.string()),
    }),
  },
  problems: ['session-ended', 'wrong-password', 'locked', 'too-many-passkeys'],
});

export const addPasskey = defineEndpoint({
  name: 'add-passkey',
  summary: 'Adds the passkey that an authenticator has made, under a name; its customer gets a mail',
  method: 'POST',
  path: '/api/account/passkeys',
  auth: 'account',
  body: v.strictObject({ name: passkeyName, credential: newCredential }),
  answers: { 201: passkeyPath },
  problems: ['session-ended', 'passkey-refused', 'too-many-passkeys'],
});

export const renamePasskey = defineEndpoint({
  name: 'rename-passkey',
  summary: 'Gives a passkey another name',
  method: 'PUT',
  path: '/api/account/passkeys/{passkeyId}',
  auth: 'account',
  pathParameters: passkeyPath,
  body: v.strictObject({ name: passkeyName }),
  answers: { 204: null },
  problems: ['session-ended', 'passkey-not-found'],
});

export const removePasskey = defineEndpoint({
  name: 'remove-passkey',
  summary: 'Removes a passkey, which signs nobody in from then on; its customer gets a mail',
  method: 'DELETE',
  path: '/api/account/passkeys/{passkeyId}',
  auth: 'account',
  pathParameters: passkeyPath,
  answers: { 204: null },
  problems: ['session-ended', 'passkey-not-found'],
});

export const challengePasskey = defineEndpoint({
  name: 'challenge-passkey',
  summary: 'Begins a sign-in by a passkey: what the browser asks its passkeys',
  method: 'POST',
  path: '/api/session/passkey/challenge',
  auth: 'none',
  answers: { 200: v.strictObject({ challenge: v.string(), relyingPartyId: v.string() }) },
  problems: [],
});

export const signInByPasskey = defineEndpoint({
  name: 'sign-in-by-passkey',
  summary: 'Signs in by a passkey, without username and password; whatever is wrong with it gets one answer',
  method: 'POST',
  path: '/api/session/passkey',
  auth: 'none',
  body: v.strictObject({ credential: assertion }),
  answers: { 200: tokens },
  problems: ['passkey-refused', 'registration-contested'],
});
