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

export type Identification<P> =
  | { readonly outcome: 'found'; readonly person: P }
  | { readonly outcome: 'none' | 'ambiguous' };

/**
 * Which of the candidates the asked-for person is (R2.4): exact accents first; without accents only in one field, with
 * every other exact, and when one person remains. Who bears the birth name types one name twice, with the same letters:
 * that is one difference, not two. Two persons with the same data are `ambiguous` (R2.3), whether they
 * are two people or one under two customerIds (R9.2a).
 */
export function identifyPerson<P extends { readonly identity: IdentityPseudonyms }>(
  asked: AskedIdentity,
  candidates: readonly P[],
): Identification<P> {
  const withFolded = (allowed: number) =>
    candidates.filter((candidate) => {
      const judged = judgeFields(asked, candidate.identity);
      const count = (judgement: FieldJudgement) => identityFields.filter((field) => judged[field] === judgement).length;
      const isOneName = asked.isNamedAsBorn && judged.name === 'folded' && judged.birthName === 'folded';
      return count('different') === 0 && count('folded') - (isOneName ? 1 : 0) === allowed;
    });
  for (const allowed of [0, 1]) {
    const [person, ...others] = withFolded(allowed);
    if (person) return others.length === 0 ? { outcome: 'found', person } : { outcome: 'ambiguous' };
  }
  return { outcome: 'none' };
}
