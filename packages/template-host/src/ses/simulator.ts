import { domainOf } from './mailbox.ts';

/** The outcome of a mail to an address. */
export type Fate = 'delivered' | 'bounced' | 'suppressed' | 'complained';

/**
 * The outcome for an address, as in SES's mailbox simulator (`bounce@simulator.amazonses.com`, also with a `+label`). At
 * `simulator.test`, any local part that starts with `bounce` or `complaint` has the same outcome, so that there can be many
 * addresses.
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
