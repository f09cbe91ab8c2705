import { AwsError, localAccount, localRegion } from '#host/aws/service.ts';
import { domainOf } from './mailbox.ts';

const arn = (kind: string, name: string) => `arn:aws:ses:${localRegion}:${localAccount}:${kind}/${name}`;

/** The ARN of a configuration set. */
export const configurationSetArn = (name: string): string => arn('configuration-set', name);

/** The domains and addresses that mail may be sent from. */
export type Identities = {
  readonly verify: (name: string) => void;
  /** The ARN of the identity that an address sends as: the address itself if verified, else its domain or a parent of it. */
  readonly arnFor: (address: string) => string;
  /** Throws MessageRejected unless the address may send. */
  readonly requireVerified: (address: string) => void;
};

/** No identity is verified yet. */
export function createIdentities(): Identities {
  const verified = new Set<string>();
  // A verified domain covers its subdomains, too (SES developer guide, "Verified identities").
  const find = (address: string) => {
    const labels = domainOf(address).split('.');
    const domains = labels.map((_, index) => labels.slice(index).join('.'));
    return [address.toLowerCase(), ...domains].find((name) => verified.has(name));
  };
  return {
    verify: (name) => {
      verified.add(name.toLowerCase());
    },
    arnFor: (address) => arn('identity', find(address) ?? address),
    requireVerified(address) {
      if (find(address)) return;
      const where = `The following identities failed the check in region ${localRegion.toUpperCase()}: ${address}`;
      throw new AwsError('MessageRejected', `Email address is not verified. ${where}`);
    },
  };
}
