/** Whom passkeys are made for: `id` is the domain, and a browser says at which `origin` it used one. */
export type RelyingParty = { readonly id: string; readonly origin: string };

/**
 * The portal as passkeys know it, from its origin (`https://…`). An address is no domain, so a portal at 127.0.0.1 is `localhost`
 * to them (WebAuthn, "Relying Party Identifier"): whoever tries passkeys on this machine opens it under that name.
 */
export function relyingPartyOf(origin: string): RelyingParty {
  const named = origin.replace(/(?<=^\w+:\/\/)(?:\d+\.){3}\d+/, 'localhost');
  return { id: named.replace(/^\w+:\/\//, '').replace(/:\d+$/, ''), origin: named };
}
