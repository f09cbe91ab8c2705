import type { Host } from 'template-host';

export type CallCount = { readonly requests: number; readonly calls: number; readonly startCalls: number };

/** The operation that a function does once, when it starts. */
const atStart = 'GetSecretValue';

/** AWS calls of each function and the requests or messages it served, from the local host's records; by function name. */
export function countCalls(host: Host, stackName: string): Map<string, CallCount> {
  const shortName = (name: string) => name.slice(stackName.length + 1);
  const counts = new Map<string, CallCount>();
  const add = (name: string, part: keyof CallCount) => {
    const count = counts.get(name) ?? { requests: 0, calls: 0, startCalls: 0 };
    counts.set(name, { ...count, [part]: count[part] + 1 });
  };
  for (const { function: name, operation } of host.calls())
    if (name) add(shortName(name), operation === atStart ? 'startCalls' : 'calls');
  for (const { function: name, line } of host.logs())
    if (/"message":"(request|message|sign-in-attempt)"/.test(line)) add(shortName(name), 'requests');
  return counts;
}
