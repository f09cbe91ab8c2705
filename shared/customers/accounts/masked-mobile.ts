/** A mobile (E.164) as the portal shows it: `+36 30 *** **67`. */
export function maskMobile(mobile: string): string {
  const [, country, network] = /^\+(36)(\d\d)/.exec(mobile) ?? /^\+(\d\d)/.exec(mobile) ?? [];
  return `+${[country, network, '***', `**${mobile.slice(-2)}`].filter(Boolean).join(' ')}`;
}
