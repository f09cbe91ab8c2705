import { hostCookie } from '#shared/platform/http/cookies.ts';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import { type DeviceSeal, deviceLife } from './device-seal.ts';

/** The cookie by which a browser is known (R3.2b). It signs nobody in. */
export const deviceCookie = hostCookie('device');

type Cookies = Readonly<Record<string, string>>;

/** What the browser sent of it; empty where it sent none. */
export const readDeviceCookie = (cookies: Cookies): string => cookies[deviceCookie.name] ?? '';

/**
 * A Set-Cookie value with which the browser is known from now on. `issuedAt`, in ms: a time before the password was compared, so
 * that a recovery since then makes it void.
 */
export const setDeviceCookie = (
  devices: Pick<DeviceSeal, 'seal'>,
  cookies: Cookies,
  holder: Holder,
  issuedAt: number,
): string => deviceCookie.set(devices.seal(readDeviceCookie(cookies), holder, issuedAt), deviceLife / 1000);
