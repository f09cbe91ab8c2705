import { describe, expect, it } from 'vitest';
import { webauthnVerification } from '#shared/sign-in/passkeys/webauthn-verification.ts';
import { anAuthenticator, type Ceremony } from '#test/builders/authenticator.ts';

const origin = 'https://portal.example';
const challenge = 'Y2hhbGxlbmdlLWNoYWxsZW5nZS1jaGFsbGVuZ2UtMDE';
const verification = webauthnVerification({ id: 'portal.example', origin });
const ceremony: Ceremony = { challenge, relyingPartyId: 'portal.example', origin };

const wrong: readonly [string, Partial<Ceremony>][] = [
  ['another challenge', { challenge: 'b3RoZXItY2hhbGxlbmdlLW90aGVyLWNoYWxsZW5nZS0' }],
  ['another origin', { origin: 'https://portal.example.evil.example' }],
  ['another port of the same host', { origin: 'https://portal.example:8443' }],
  ['the same origin without TLS', { origin: 'http://portal.example' }],
  ['another relying party', { relyingPartyId: 'example' }],
  ['a holder who was not verified', { isVerified: false }],
  ['nobody there', { isPresent: false, isVerified: false }],
];

describe('a new credential', () => {
  it('is taken with its key and counter', async () => {
    const authenticator = anAuthenticator();
    const made = await verification.ofNew(authenticator.make(ceremony), challenge);
    expect(made).toEqual({ credentialId: authenticator.credentialId, publicKey: expect.any(String), counter: 0 });
  });

  it.each([...wrong, ['the answer to a sign-in', { type: 'webauthn.get' }] as const])(
    'is refused for %s',
    async (_what, over) => {
      const credential = anAuthenticator().make({ ...ceremony, ...over });
      expect(await verification.ofNew(credential, challenge)).toBeUndefined();
    },
  );

  it('is refused under another id than its own, and for bytes that are none', async () => {
    const credential = anAuthenticator().make(ceremony);
    for (const over of [{ id: 'AAAA' }, { attestationObject: 'AAAA' }, { clientDataJSON: 'AAAA' }])
      expect(await verification.ofNew({ ...credential, ...over }, challenge)).toBeUndefined();
  });
});

describe('a use of a passkey', () => {
  async function aPasskey() {
    const authenticator = anAuthenticator();
    const made = await verification.ofNew(authenticator.make(ceremony), challenge);
    if (!made) throw new Error('The credential was refused');
    return { authenticator, passkey: { ...made, name: 'Kulcs', addedAt: '2027-01-31T12:00:00.000Z' } };
  }

  it('is taken with the counter that it brings, also where the authenticator does not count', async () => {
    const { authenticator, passkey } = await aPasskey();
    expect(await verification.ofUse(authenticator.use(ceremony, 'YQ'), challenge, passkey)).toBe(1);
    expect(await verification.ofUse(authenticator.use(ceremony, 'YQ', { counter: 0 }), challenge, passkey)).toBe(0);
  });

  it.each([...wrong, ['the answer to an adding', { type: 'webauthn.create' }] as const])(
    'is refused for %s',
    async (_what, over) => {
      const { authenticator, passkey } = await aPasskey();
      const used = authenticator.use({ ...ceremony, ...over }, 'YQ');
      expect(await verification.ofUse(used, challenge, passkey)).toBeUndefined();
    },
  );

  it.each([5, 4, 0])('is refused where the counter stays or goes back: from 5 to %i', async (counter) => {
    const { authenticator, passkey } = await aPasskey();
    const used = authenticator.use(ceremony, 'YQ', { counter });
    expect(await verification.ofUse(used, challenge, { ...passkey, counter: 5 })).toBeUndefined();
  });

  it('is refused with another’s signature, a changed byte, or no bytes at all', async () => {
    const { authenticator, passkey } = await aPasskey();
    const used = authenticator.use(ceremony, 'YQ');
    const { signature } = anAuthenticator({ credentialId: used.id }).use(ceremony, 'YQ');
    const changed = `${used.authenticatorData.slice(0, -2)}AA`;
    for (const over of [{ signature }, { signature: 'AA' }, { authenticatorData: changed }, { authenticatorData: 'A' }])
      expect(await verification.ofUse({ ...used, ...over }, challenge, passkey)).toBeUndefined();
  });
});
