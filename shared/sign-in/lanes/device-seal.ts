import { randomBytes } from 'node:crypto';
import { deriveSeal } from '#shared/platform/secrets/seal.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';

/** A browser that has signed a customer in: its lane's id, and when (ms since 1970 UTC). */
export type KnownDevice = { readonly deviceId: string; readonly issuedAt: number };

/**
 * The content of the cookie by which a browser is known (R3.2b): one sealed entry for each customer who has signed in there, the
 * latest first, so that families can share a browser. An entry shows a time and random letters; only the seal ties it to its
 * account and username.
 */
export type DeviceSeal = {
  /** The newest entry of a customer that this portal has sealed and that is not over; undefined where there is none. */
  readonly open: (cookie: string, holder: Holder, now: number) => KnownDevice | undefined;
  /**
   * The cookie's next content: a new entry of this customer, as of `issuedAt`, before those of others. A new lane each time, so
   * that a copy of an earlier cookie cannot lock this one.
   */
  readonly seal: (cookie: string, holder: Holder, issuedAt: number) => string;
};

/** How long a browser is known, in ms: as long as browsers keep a cookie at most. */
export const deviceLife = 400 * 24 * 60 * 60 * 1000;

/** Customers that one browser is known to. */
const mostEntries = 4;

const entryForm = /^([0-9a-z]{1,11})\.([\w-]{22})\.([\w-]{43})$/;

/** `secret`: the app client's, which exactly those functions can read that test passwords or take challenges. */
export function createDeviceSeal(secret: string): DeviceSeal {
  const seal = deriveSeal(secret, 'known-device');
  const partsOf = ({ accountId, username }: Holder, { deviceId, issuedAt }: KnownDevice) => [
    accountId,
    username,
    deviceId,
    issuedAt,
  ];

  function openEntry(entry: string, holder: Holder): KnownDevice | undefined {
    const [, time = '', deviceId = '', given = ''] = entryForm.exec(entry) ?? [];
    const device = { deviceId, issuedAt: Number.parseInt(time, 36) };
    return seal.fits(given, partsOf(holder, device)) ? device : undefined;
  }

  const entriesOf = (cookie: string) => cookie.split('~', mostEntries);

  return {
    open(cookie, holder, now) {
      const own = entriesOf(cookie).flatMap((entry) => openEntry(entry, holder) ?? []);
      return own.find(({ issuedAt }) => now < issuedAt + deviceLife);
    },
    seal(cookie, holder, issuedAt) {
      const device = { deviceId: randomBytes(16).toString('base64url'), issuedAt };
      const own = [issuedAt.toString(36), device.deviceId, seal.of(partsOf(holder, device))].join('.');
      const others = entriesOf(cookie).filter((entry) => entryForm.test(entry) && !openEntry(entry, holder));
      return [own, ...others].slice(0, mostEntries).join('~');
    },
  };
}
