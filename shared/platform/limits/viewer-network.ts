import { isIPv6 } from 'node:net';

/**
 * What one household or host has of an address: an IPv4 address, or the first 64 bits of an IPv6 one, behind which
 * anybody can take as many addresses as wanted. Undefined when the address is not known: then nothing can be counted by it.
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
