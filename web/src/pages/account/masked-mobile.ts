import { unbroken } from '../../language/unbroken.ts';

/** A mobile number (E.164) as the portal shows it to somebody who looks over a shoulder: `+36 30 *** **67`. */
export function maskMobile(mobile: string): string {
  const [, prefix = '', hidden = '', end = ''] = /^(\+36\d\d|\+\d\d)(\d*)(\d\d)$/.exec(mobile) ?? [];
  if (!prefix) return unbroken(mobile);
  const stars = '*'.repeat(hidden.length);
  return unbroken(`${prefix.replace(/^\+36/, '+36 ')} ${stars.slice(0, 3)} ${stars.slice(3)}${end}`);
}
