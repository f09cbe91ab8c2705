import { BlockList, isIPv6 } from 'node:net';
import * as v from 'valibot';
import type { HttpRequest } from '#host/edge/http.ts';

const transformation = v.object({ Priority: v.number(), Type: v.picklist(['NONE', 'URL_DECODE', 'NORMALIZE_PATH']) });

const byteMatch = v.object({
  FieldToMatch: v.union([v.object({ UriPath: v.unknown() }), v.object({ Method: v.unknown() })]),
  PositionalConstraint: v.picklist(['EXACTLY', 'STARTS_WITH']),
  SearchString: v.string(),
  TextTransformations: v.array(transformation),
});

/** A web ACL's statement, as far as it is played. A statement of another form fails the start. */
export type Statement =
  | { readonly IPSetReferenceStatement: { readonly Arn: string } }
  | { readonly ByteMatchStatement: v.InferOutput<typeof byteMatch> }
  | { readonly RateBasedStatement: Readonly<Record<string, unknown>> }
  | { readonly AndStatement: { readonly Statements: readonly Statement[] } }
  | { readonly OrStatement: { readonly Statements: readonly Statement[] } };

const several = v.object({ Statements: v.pipe(v.array(v.lazy(() => statement)), v.minLength(2)) });

export const statement: v.GenericSchema<unknown, Statement> = v.union([
  v.strictObject({ IPSetReferenceStatement: v.object({ Arn: v.string() }) }),
  v.strictObject({ ByteMatchStatement: byteMatch }),
  v.strictObject({ RateBasedStatement: v.record(v.string(), v.unknown()) }),
  v.strictObject({ AndStatement: several }),
  v.strictObject({ OrStatement: several }),
]);

/** A set of addresses, each as a network: `192.0.2.0/24`, `2001:db8::/64`. */
export type IpSet = { readonly arn: string; readonly addresses: readonly string[] };

/** Whether an address is in the set. Throws for an entry that is no network. */
export function isInSet({ addresses }: IpSet, address: string): boolean {
  const list = new BlockList();
  for (const entry of addresses) {
    const [network = '', prefix = ''] = entry.split('/');
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

function transformed(text: string, steps: v.InferOutput<typeof byteMatch>['TextTransformations']): string {
  return [...steps]
    .sort((one, other) => one.Priority - other.Priority)
    .reduce((before, { Type }) => {
      if (Type === 'URL_DECODE')
        return before.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
      if (Type === 'NORMALIZE_PATH')
        return new URL(before.replace(/[?#]/g, '_').replace(/\/{2,}/g, '/'), 'http://host').pathname;
      return before;
    }, text);
}

type Sets = (arn: string) => IpSet;

/** Whether a request matches. A rate is not counted on this machine: such a statement never matches. */
export function matches(one: Statement, request: HttpRequest, sets: Sets): boolean {
  if ('IPSetReferenceStatement' in one) return isInSet(sets(one.IPSetReferenceStatement.Arn), request.address);
  if ('AndStatement' in one) return one.AndStatement.Statements.every((part) => matches(part, request, sets));
  if ('OrStatement' in one) return one.OrStatement.Statements.some((part) => matches(part, request, sets));
  if ('RateBasedStatement' in one) return false;
  const { FieldToMatch, PositionalConstraint, SearchString, TextTransformations } = one.ByteMatchStatement;
  const text = transformed('Method' in FieldToMatch ? request.method : request.path, TextTransformations);
  return PositionalConstraint === 'EXACTLY' ? text === SearchString : text.startsWith(SearchString);
}
