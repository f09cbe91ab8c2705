import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Assertion, NewCredential } from '#shared/contract/passkeys.ts';

/** What a browser tells an authenticator, and what a test changes of it. */
export type Ceremony = {
  readonly challenge: string;
  readonly relyingPartyId: string;
  readonly origin: string;
  /** Whether the holder was verified (PIN, finger, face), and was there at all. */
  readonly isVerified?: boolean;
  readonly isPresent?: boolean;
  /** Another type than the ceremony's own. */
  readonly type?: string;
};

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** CBOR of what a credential is made of (RFC 8949): whole numbers, texts, bytes and maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const members = [...value].flatMap(([key, member]) => [cbor(key), cbor(member as Uint8Array)]);
  return Buffer.concat([head(5, value.size), ...members]);
}

function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const point = (coordinate: string) => Buffer.from(coordinate, 'base64url');
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point(x)],
      [-3, point(y)],
    ]),
  );
}

const clientDataOf = ({ challenge, origin }: Ceremony, type: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

function authenticatorData(
  { relyingPartyId, isVerified = true, isPresent = true }: Ceremony,
  counter: number,
  credential = Buffer.alloc(0),
): Buffer {
  const flags = (isPresent ? 1 : 0) | (isVerified ? 4 : 0) | (credential.length > 0 ? 0x40 : 0);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(relyingPartyId), Buffer.from([flags]), count, credential]);
}

/**
 * An authenticator in software with one discoverable credential (ES256). It counts its uses from 1; `counter` sets another count, 0 for
 * one that does not count.
 */
export function anAuthenticator({ credentialId = text(randomBytes(20)) }: { readonly credentialId?: string } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const state = { counter: 0 };
  const id = Buffer.from(credentialId, 'base64url');

  return {
    credentialId,
    make(ceremony: Ceremony): NewCredential {
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseOf(publicKey)]);
      const authData = authenticatorData(ceremony, state.counter, credential);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      const clientData = clientDataOf(ceremony, ceremony.type ?? 'webauthn.create');
      return { id: credentialId, clientDataJSON: text(clientData), attestationObject: text(cbor(attestation)) };
    },
    use(ceremony: Ceremony, userHandle: string, { counter = state.counter + 1 } = {}): Assertion {
      state.counter = Math.max(state.counter, counter);
      const clientData = clientDataOf(ceremony, ceremony.type ?? 'webauthn.get');
      const data = authenticatorData(ceremony, counter);
      const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), privateKey);
      return {
        id: credentialId,
        clientDataJSON: text(clientData),
        authenticatorData: text(data),
        signature: text(signature),
        userHandle,
      };
    },
  };
}
export type Authenticator = ReturnType<typeof anAuthenticator>;
