import { domainOf } from './mailbox.ts';

/** What becomes of a mail to an address. */
export type Fate = 'delivered' | 'bounced' | 'suppressed' | 'complained';

/**
 * The fate of an address, as SES's mailbox simulator has it (`bounce@simulator.amazonses.com`, also with a `+label`);
 * at `simulator.test` any local part that starts with `bounce` or `complaint` does the same, so that many addresses can.
 */
export function fateOf(address: string): Fate {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  const domain = domainOf(address);
  if (domain === 'simulator.amazonses.com') {
    const [mailbox = ''] = local.split('+');
    if (mailbox === 'bounce') return 'bounced';
    if (mailbox === 'complaint') return 'complained';
    if (mailbox === 'suppressionlist') return 'suppressed';
  }
  if (domain === 'simulator.test') {
    if (local.startsWith('bounce')) return 'bounced';
    if (local.startsWith('complaint')) return 'complained';
  }
  return 'delivered';
}
