import { createHmac } from 'node:crypto';
import { viewerNetwork } from './limits.ts';

const hmac = (secret: string, ...parts: readonly string[]) =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');

/**
 * Names whom a limit counts (a network, an address, a person) without containing it, by the limits' own secret: base64url, 43
 * characters. `purpose` separates the limits.
 */
export type LimitName = (purpose: string, ...who: readonly string[]) => string;

export const createLimitNames =
  (secret: string): LimitName =>
  (purpose, ...who) =>
    hmac(secret, 'limit', purpose, ...who);

/** What the log shows of a viewer's address: a name of its network; undefined if the address is unknown. */
export type NetworkName = (address: string) => string | undefined;

/**
 * The networks' names in the log (R12.1): the same for all calls of one network on one day (UTC), so that an attack shows, and another
 * one on the next day. Only whoever holds the secret can tell which address has a name. 16 characters of base64url.
 */
export const createNetworkNames =
  (secret: string, now: () => Date): NetworkName =>
  (address) => {
    const network = viewerNetwork(address);
    if (network === undefined) return undefined;
    return hmac(secret, 'network', now().toISOString().slice(0, 10), network).slice(0, 16);
  };
