import { AwsError, type AwsRequest } from '#host/aws/service.ts';

type Field = { readonly path: readonly string[]; readonly value: string };

/**
 * The members of a request in AWS's query protocol: `A.B=x` becomes `{A: {B: 'x'}}` and `A.member.1=x` becomes `{A: ['x']}`.
 * Throws MalformedQueryString if one name is both a value and a structure.
 */
export function readForm(request: AwsRequest): unknown {
  const fields = [...new URLSearchParams(request.body.toString('utf8'))];
  return nest(fields.map(([name, value]) => ({ path: name.split('.'), value })));
}

/** The `Action` of a query protocol request; empty if there is none. */
export const formAction = (request: AwsRequest): string =>
  new URLSearchParams(request.body.toString('utf8')).get('Action') ?? '';

function nest(fields: readonly Field[]): unknown {
  const leaf = fields.find(({ path }) => path.length === 0);
  if (leaf && fields.length > 1) {
    throw new AwsError('MalformedQueryString', 'A parameter is given twice or is both a value and a structure.');
  }
  if (leaf) return leaf.value;
  const groups = new Map<string, Field[]>();
  for (const { path, value } of fields) {
    const [head = '', ...rest] = path;
    const group = groups.get(head) ?? [];
    group.push({ path: rest, value });
    groups.set(head, group);
  }
  const members = groups.get('member');
  if (members && groups.size === 1 && members.every(({ path }) => /^\d+$/.test(path[0] ?? '')))
    return nestList(members);
  return Object.fromEntries([...groups].map(([name, group]) => [name, nest(group)]));
}

function nestList(members: readonly Field[]): unknown[] {
  const byIndex = new Map<number, Field[]>();
  for (const { path, value } of members) {
    const [index = '', ...rest] = path;
    const group = byIndex.get(Number(index)) ?? [];
    group.push({ path: rest, value });
    byIndex.set(Number(index), group);
  }
  return [...byIndex].sort(([a], [b]) => a - b).map(([, group]) => nest(group));
}
