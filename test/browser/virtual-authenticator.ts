import type { CDPSession } from 'playwright-core';
import * as v from 'valibot';
import type { Visit } from './visit.ts';

const addedSchema = v.object({ authenticatorId: v.string() });
const credentialsSchema = v.object({ credentials: v.array(v.looseObject({ credentialId: v.string() })) });

type Kind = {
  /** Whether it can verify its holder, and whether the holder passes. */
  readonly verifies?: boolean;
  readonly isVerified?: boolean;
  readonly transport?: 'internal' | 'usb';
};

/**
 * Chromium's own virtual authenticator in a page, with resident keys; whatever asks for its holder's presence gets it at once. (Chrome
 * DevTools Protocol, WebAuthn.)
 */
export async function aVirtualAuthenticator(
  { context, page }: Visit,
  { verifies = true, isVerified = verifies, transport = 'internal' }: Kind = {},
) {
  const devtools: CDPSession = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = v.parse(
    addedSchema,
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport, hasResidentKey: true, hasUserVerification: verifies },
        ...{ isUserVerified: isVerified, automaticPresenceSimulation: true },
      },
    }),
  );
  return {
    /** How many credentials it holds. */
    count: async () =>
      v.parse(credentialsSchema, await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials
        .length,
    /** Whether its holder passes the next questions. */
    verify: (isUserVerified: boolean) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** Takes it away, as a lost key. */
    lose: () => devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  };
}
