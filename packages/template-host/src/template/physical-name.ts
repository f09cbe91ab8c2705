import { createHash } from 'node:crypto';
import { localAccount, localRegion } from '../aws/service.ts';

/** A name that is the same for a stack and logical id at every start, so that kept data (`--data`) is found again. */
export const physicalName = (stackName: string, logicalId: string, longest = 64): string => {
  const whole = `${stackName}-${logicalId}`;
  if (whole.length <= longest) return whole;
  return `${whole.slice(0, longest - 9)}-${shortHash(whole, 8)}`;
};

/** A name without the stack name at its beginning, for people. */
export function shortNameOf(name: string, stackNames: readonly string[]): string {
  const [longest] = stackNames
    .filter((stackName) => name.startsWith(`${stackName}-`))
    .sort((one, other) => other.length - one.length);
  return longest === undefined ? name : name.slice(longest.length + 1);
}

/** Lower-case letters and digits, derived from `seed`. */
export const shortHash = (seed: string, length: number): string => {
  const digits = BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`).toString(36);
  return digits.slice(-length);
};

/** `arn:aws:<service>:<region>:<account>:<rest>` of this machine. */
export const localArn = (service: string, rest: string): string =>
  `arn:aws:${service}:${localRegion}:${localAccount}:${rest}`;
