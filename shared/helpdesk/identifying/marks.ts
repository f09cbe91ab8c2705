import type { NaturalIdentity } from '#shared/contract/fields.ts';
import type { FieldJudgement } from '#shared/insurer/identity/identify-person.ts';
import { foldAccents } from '#shared/insurer/identity/names.ts';
import { identityFields, normaliseIdentity, type PersonIdentity } from '#shared/insurer/identity/person-identity.ts';
import type { Pseudonym, Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

/** The fields of a failed registration that are compared one by one. */
export const markedFields = ['birthDate', ...identityFields] as const;
export type MarkedField = (typeof markedFields)[number];
export type Judged = Readonly<Record<MarkedField, FieldJudgement>>;

/** Pseudonyms of one identity. `lookup` finds it. The fields' pseudonyms, exact and without accents, are bound to `lookup`. */
export type Marks = {
  readonly lookup: string;
  readonly exact: Readonly<Record<MarkedField, string>>;
  readonly folded: Readonly<Record<MarkedField, string>>;
};

/** Two of these three are enough to find an attempt, because one of them may have been mistyped. */
const pairs = [
  ['birthDate', 'birthName'],
  ['birthDate', 'mothersName'],
  ['birthName', 'mothersName'],
] as const;

function marksBy(person: PersonIdentity, pair: readonly [MarkedField, MarkedField], pseudonym: Pseudonym): Marks {
  const lookup = pseudonym('attempt', ...pair, ...pair.map((field) => foldAccents(person[field])));
  const each = (purpose: string, of: (value: string) => string): Record<MarkedField, string> => ({
    birthDate: pseudonym(purpose, lookup, 'birthDate', of(person.birthDate)),
    name: pseudonym(purpose, lookup, 'name', of(person.name)),
    birthName: pseudonym(purpose, lookup, 'birthName', of(person.birthName)),
    birthPlace: pseudonym(purpose, lookup, 'birthPlace', of(person.birthPlace)),
    mothersName: pseudonym(purpose, lookup, 'mothersName', of(person.mothersName)),
  });
  return { lookup, exact: each('attempt-exact', (value) => value), folded: each('attempt-folded', foldAccents) };
}

/** The marks of an identity under every known secret, because an attempt was stored under the secret of its time. */
export const allMarksOf = (identity: NaturalIdentity, { all }: Pseudonyms): readonly Marks[] =>
  all.flatMap((pseudonym) => marksOf(identity, pseudonym));

/** The marks of an identity. Nothing can be read from them, and equal fields of two persons have different marks. */
export function marksOf(identity: NaturalIdentity, pseudonym: Pseudonym): readonly Marks[] {
  const person = normaliseIdentity(identity);
  return pairs.map((pair) => marksBy(person, pair, pseudonym));
}

/** Compares the fields of an attempt with the caller's; both were found by the same lookup. */
export function judgeMarks(attempt: Marks, caller: Marks): Judged {
  const judge = (field: MarkedField): FieldJudgement => {
    if (attempt.exact[field] === caller.exact[field]) return 'exact';
    return attempt.folded[field] === caller.folded[field] ? 'folded' : 'different';
  };
  return {
    birthDate: judge('birthDate'),
    name: judge('name'),
    birthName: judge('birthName'),
    birthPlace: judge('birthPlace'),
    mothersName: judge('mothersName'),
  };
}
