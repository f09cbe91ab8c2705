import { AwsError } from '../aws/service.ts';
import type { PoolDefinition } from './definitions.ts';
import type { User } from './users.ts';

// The standard attributes of OpenID Connect that every pool has, without `sub`, which is the pool's own.
const standard = new Set(
  `address birthdate email email_verified family_name gender given_name locale middle_name name nickname
   phone_number phone_number_verified picture preferred_username profile updated_at website zoneinfo`.split(/\s+/),
);

type Pair = { readonly Name: string; readonly Value: string };

/** The attributes to keep. Throws InvalidParameterException for one that the pool does not have or that is malformed. */
export function readAttributes(pairs: readonly Pair[], pool: PoolDefinition): Record<string, string> {
  for (const { Name, Value } of pairs) {
    checkAttributeName(Name, pool);
    if (Name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(Value)) throw invalid('Invalid email address format.');
    if (Name === 'phone_number' && !/^\+\d{1,15}$/.test(Value)) throw invalid('Invalid phone number format.');
  }
  return Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]));
}

/** Throws InvalidParameterException for a name that the pool does not have or that cannot be written. */
function checkAttributeName(name: string, { customAttributes }: PoolDefinition): void {
  if (name === 'sub') throw invalid('Cannot modify the non-mutable attribute sub');
  const isCustom = customAttributes.some((custom) => `custom:${custom.replace(/^custom:/, '')}` === name);
  if (!isCustom && !standard.has(name))
    throw invalid(`Attributes did not conform to the schema: Type for attribute {${name}} could not be determined`);
}

/** A user's attributes as Cognito lists them, including `sub`. With `shown`, only these. */
export function listAttributes(user: User, shown?: readonly string[]): Pair[] {
  const all = [...Object.entries(user.attributes), ['sub', user.sub] as const];
  return all.filter(([name]) => shown?.includes(name) ?? true).map(([Name, Value]) => ({ Name, Value }));
}

const invalid = (message: string) => new AwsError('InvalidParameterException', message);
