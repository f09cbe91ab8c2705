import type { HttpRequest } from '../edge/http.ts';

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Why a request may not use the control pages; undefined if it may. A page of another site must not reach them, neither through a
 * name that resolves to this machine (DNS rebinding: the Host shows it) nor by sending a form (Origin, Sec-Fetch-Site).
 */
export function refuseStranger({ method, headers }: HttpRequest): string | undefined {
  const host = headers.host ?? '';
  if (!loopback.test(host)) return 'only 127.0.0.1 and localhost may ask for this';
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'only this page itself may send this';
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none'
    ? undefined
    : 'only this page itself may send this';
}
