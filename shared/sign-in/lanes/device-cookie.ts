import type { Holder } from '#shared/sign-in/credentials/credentials.ts';
import { type DeviceSeal, deviceLife } from './device-seal.ts';

/** The cookie by which a browser is known (R3.2b). It signs nobody in. */
export const deviceCookie = '__Host-device';

type Cookies = Readonly<Record<string, string>>;

/** What the browser sent of it; empty where it sent none. */
export const readDeviceCookie = (cookies: Cookies): string => cookies[deviceCookie] ?? '';

/**
 * A Set-Cookie value with which the browser is known from now on. `issuedAt`, in ms: a time before the password was compared, so
 * that a recovery since then makes it void.
 */
export const setDeviceCookie = (devices: DeviceSeal, cookies: Cookies, holder: Holder, issuedAt: number): string =>
  `${deviceCookie}=${devices.seal(readDeviceCookie(cookies), holder, issuedAt)}; Max-Age=${deviceLife / 1000}; Path=/; HttpOnly; Secure; SameSite=Strict`;
