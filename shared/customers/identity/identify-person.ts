import { type AskedIdentity, type IdentityField, type IdentityPseudonyms, identityFields } from './person-identity.ts';

export type FieldJudgement = 'exact' | 'folded' | 'different';

/** How one field after the other compares; says which matched, never the values (R10.2). */
export const judgeFields = (
  asked: IdentityPseudonyms,
  held: IdentityPseudonyms,
): Readonly<Record<IdentityField, FieldJudgement>> => {
  const judge = (field: IdentityField): FieldJudgement => {
    if (asked.identityKey !== held.identityKey) return 'different';
    if (asked.exact[field] === held.exact[field]) return 'exact';
    return asked.folded[field] === held.folded[field] ? 'folded' : 'different';
  };
  return {
    name: judge('name'),
    birthName: judge('birthName'),
    birthPlace: judge('birthPlace'),
    mothersName: judge('mothersName'),
  };
};

/**
 * What was asked for under the secret that a person's pseudonyms were made with: only those can be compared. Of nobody's
 * the first, which then matches in no field.
 */
export const askedLike = (
  [first, ...others]: readonly [AskedIdentity, ...AskedIdentity[]],
  { identityKey }: IdentityPseudonyms,
): AskedIdentity => others.find((asked) => asked.identityKey === identityKey) ?? first;

export type Identification<P> =
  | {
      readonly outcome: 'found';
      /** Where several customerIds count as one person's: all of them. */
      readonly persons: readonly [P, ...P[]];
    }
  | { readonly outcome: 'none' | 'ambiguous' };

/** What several persons with equal identity data are (R9.2a): refused, or one person under several customerIds. */
export const severalCustomerIds = ['refuse', 'join'] as const;
export type SeveralCustomerIds = (typeof severalCustomerIds)[number];

const areEqual = (one: IdentityPseudonyms, other: IdentityPseudonyms): boolean =>
  one.identityKey === other.identityKey && identityFields.every((field) => one.exact[field] === other.exact[field]);

/**
 * Which of the candidates the asked-for person is (R2.4): exact accents first; without accents only in one field, with
 * every other exact, and when one person remains. Who bears the birth name types one name twice, with the same letters:
 * that is one difference, not two. Two persons with the same data are `ambiguous` (R2.3), whether they
 * are two people or one under two customerIds, unless a setting says that they are one (R9.2a).
 */
export function identifyPerson<P extends { readonly identity: IdentityPseudonyms }>(
  asked: readonly [AskedIdentity, ...AskedIdentity[]],
  candidates: readonly P[],
  several: SeveralCustomerIds,
): Identification<P> {
  const withFolded = (allowed: number) =>
    candidates.filter((candidate) => {
      const like = askedLike(asked, candidate.identity);
      const judged = judgeFields(like, candidate.identity);
      const count = (judgement: FieldJudgement) => identityFields.filter((field) => judged[field] === judgement).length;
      const isOneName = like.isNamedAsBorn && judged.name === 'folded' && judged.birthName === 'folded';
      return count('different') === 0 && count('folded') - (isOneName ? 1 : 0) === allowed;
    });
  for (const allowed of [0, 1]) {
    const [person, ...others] = withFolded(allowed);
    if (!person) continue;
    // Without accents two may differ from each other, too; what was made with two secrets cannot be told.
    const isOne =
      several === 'join' && (allowed === 0 || others.every((other) => areEqual(person.identity, other.identity)));
    return others.length === 0 || isOne ? { outcome: 'found', persons: [person, ...others] } : { outcome: 'ambiguous' };
  }
  return { outcome: 'none' };
}
