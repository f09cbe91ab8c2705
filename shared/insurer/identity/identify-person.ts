import { type AskedIdentity, type IdentityField, type IdentityPseudonyms, identityFields } from './person-identity.ts';

export type FieldJudgement = 'exact' | 'folded' | 'different';

/** Compares field by field. Returns which fields match, never their values (R10.2). */
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
 * The entered identity under the secret that made the person's pseudonyms, because only pseudonyms of one secret can be compared.
 * If that secret is unknown, returns the first, which matches in no field.
 */
export const askedLike = (
  [first, ...others]: readonly [AskedIdentity, ...AskedIdentity[]],
  { identityKey }: IdentityPseudonyms,
): AskedIdentity => others.find((asked) => asked.identityKey === identityKey) ?? first;

export type Identification<P> =
  | {
      readonly outcome: 'found';
      /** All of them if several customerIds count as one person. */
      readonly persons: readonly [P, ...P[]];
    }
  | { readonly outcome: 'none' | 'ambiguous' };

/**
 * How to treat several persons with equal identity data (R9.2a): refuse them, or join them as one person with several
 * customerIds.
 */
export const severalCustomerIds = ['refuse', 'join'] as const;
export type SeveralCustomerIds = (typeof severalCustomerIds)[number];

const areEqual = (one: IdentityPseudonyms, other: IdentityPseudonyms): boolean =>
  one.identityKey === other.identityKey && identityFields.every((field) => one.exact[field] === other.exact[field]);

/**
 * Finds the person among the candidates (R2.4). First it compares with accents. Without accents only one field may differ, all
 * others must be exact, and only one person may remain. If the name is also the birth name, the same letters in both count as one
 * difference. A person from a registry file without accents may differ in all fields. Two persons with the same data are
 * `ambiguous` (R2.3), unless the setting joins them as one person with two customerIds (R9.2a).
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
      const folded = count('folded') - (isOneName ? 1 : 0);
      const isAllowed = folded === allowed || (allowed > 0 && folded > 0 && candidate.identity.isUnaccented === true);
      return count('different') === 0 && isAllowed;
    });
  for (const allowed of [0, 1]) {
    const [person, ...others] = withFolded(allowed);
    if (!person) continue;
    // Two persons that match without accents may differ from each other, and pseudonyms of two secrets cannot be compared.
    const isOne =
      several === 'join' && (allowed === 0 || others.every((other) => areEqual(person.identity, other.identity)));
    return others.length === 0 || isOne ? { outcome: 'found', persons: [person, ...others] } : { outcome: 'ambiguous' };
  }
  return { outcome: 'none' };
}
