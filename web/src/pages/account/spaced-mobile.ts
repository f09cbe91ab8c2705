import { unbroken } from '../../language/unbroken.ts';

/** A mobile number (E.164) as people write it, for somebody who checks what they typed: `+36 30 123 4567`. */
export const spaceMobile = (mobile: string): string =>
  unbroken(mobile.replace(/^(\+36)(\d\d)(\d{3})(\d{4})$/, '$1 $2 $3 $4'));
