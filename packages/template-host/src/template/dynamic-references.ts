import * as v from 'valibot';

const pattern =
  /\{\{resolve:secretsmanager:(arn:(?:[^:{}]*:){5}[^:{}]+|[^:{}]+)(?::SecretString(?::([^:{}]*))?(?::([^:{}]*))?(?::([^:{}]*))?)?\}\}/g;

const objectSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/**
 * A text with its references to secrets resolved, as CloudFormation does when it deploys: `{{resolve:secretsmanager:<arn>:
 * SecretString:<key>::}}`. @throws Error for a reference of another kind or to another version than the current one.
 */
export function resolveReferences(text: string, secretText: (id: string) => string): string {
  const resolved = text.replace(pattern, (whole, id: string, key?: string, stage?: string, version?: string) => {
    if (stage || version) throw new Error(`${whole} names a version, which is not played on this machine`);
    return key ? String(v.parse(objectSchema, secretText(id))[key] ?? '') : secretText(id);
  });
  if (resolved.includes('{{resolve:')) throw new Error(`${resolved} is not played on this machine`);
  return resolved;
}
