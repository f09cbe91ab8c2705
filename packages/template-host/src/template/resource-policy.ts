import * as v from 'valibot';
import { evaluate, parsePolicy } from '../aws/iam.ts';
import type { Intent } from '../aws/service.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

const oneOrMany = v.union([v.string(), v.array(v.string())]);
const document = v.looseObject({
  Statement: v.union([
    v.array(v.looseObject({ Principal: v.union([v.literal('*'), v.record(v.string(), oneOrMany)]) })),
    v.looseObject({ Principal: v.union([v.literal('*'), v.record(v.string(), oneOrMany)]) }),
  ]),
});

/** The policy of a queue, topic or bucket: which services may use it. */
export type ResourcePolicy = { readonly allowsService: (service: string, intent: Intent) => boolean };

/**
 * Reads a resource policy.
 *
 * @throws Error for a statement without Principal; PolicyRefused (later, when it is evaluated) for what IAM's evaluation refuses
 */
export function parseResourcePolicy(policy: Json): ResourcePolicy {
  const { Statement } = v.parse(document, policy);
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return {
    allowsService(service, intent) {
      const concerning = statements
        .filter(({ Principal }) => isMeant(Principal, service))
        .map(({ Principal: _, ...rest }) => rest);
      if (concerning.length === 0) return false;
      const parsed = parsePolicy({ Version: '2012-10-17', Statement: concerning });
      return evaluate([parsed], { ...intent, context: { 'aws:SecureTransport': ['true'], ...intent.context } }).allowed;
    },
  };
}

function isMeant(principal: '*' | Record<string, string | string[]>, service: string): boolean {
  if (principal === '*') return true;
  return [principal.Service ?? [], principal.AWS ?? []].flat().some((one) => one === '*' || one === service);
}

/** The policies of each queue, topic or bucket, by the name that the policy's resource uses. */
export function createResourcePolicies() {
  const policies = new Map<string, ResourcePolicy[]>();
  return {
    add(names: readonly string[], document: JsonObject | Json) {
      if (!isJsonObject(document)) throw new Error('a policy document must be an object');
      const policy = parseResourcePolicy(document);
      for (const name of names) policies.set(name, [...(policies.get(name) ?? []), policy]);
    },
    allowsService: (name: string, service: string, intent: Intent) =>
      (policies.get(name) ?? []).some((policy) => policy.allowsService(service, intent)),
  };
}
export type ResourcePolicies = ReturnType<typeof createResourcePolicies>;
