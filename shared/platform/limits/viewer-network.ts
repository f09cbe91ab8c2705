import { isIPv6 } from 'node:net';

/**
 * The part of an address that belongs to one household or host: an IPv4 address, or the first 64 bits of an IPv6 one, since each
 * host can choose the rest. Undefined when the address is not known: then no limit counts by it.
 */
export function viewerNetwork(address: string): string | undefined {
  if (address === '' || address === 'unknown') return undefined;
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
