import type { Host } from 'template-host';
import * as v from 'valibot';
import { sampleCustomer } from '../../local/samples/register-sample-customer.ts';
import { apiSession } from './api-session.ts';

const documentsSchema = v.object({ documents: v.array(v.object({ documentId: v.string() })) });

/** Calls each endpoint a few times as the sample customer would, so that its AWS calls can be counted. */
export async function exerciseEndpoints(host: Host): Promise<void> {
  const { username, password } = sampleCustomer;
  const { call, callForToken, forget } = apiSession(host, true);
  for (let round = 0; round < 3; round++) {
    await callForToken('POST', 'session', { username, password });
    const { documents } = v.parse(documentsSchema, await call('GET', 'documents'));
    for (const { documentId } of documents) await call('GET', `documents/${documentId}/link`);
    await call('GET', 'documents?policy=KGFB-100-001');
    await call('GET', 'policies');
    await call('GET', 'account');
    await call('POST', 'authenticity', { sha256: '0'.repeat(64) });
    await callForToken('POST', 'session/refresh');
    await call('GET', 'nothing-here');
    await call('DELETE', 'session');
    forget('token');
  }
}

export type CallCount = { readonly requests: number; readonly calls: number; readonly startCalls: number };

/** The operation that a function does once, when it starts. */
const atStart = 'GetSecretValue';

/** AWS calls of each function and the requests or messages it served, from the local host's records; by function name. */
export function countCalls(host: Host, portalName: string): Map<string, CallCount> {
  const shortName = (name: string) => name.slice(portalName.length + 1);
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
