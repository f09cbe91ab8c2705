/**
 * What must hold when all work is done: `rule` is the sentence with the requirement's number. `check` returns what contradicts
 * it, each in a few words that do not depend on the seed; none for a state that is right.
 */
export type Invariant<Final> = { readonly rule: string; readonly check: (final: Final) => readonly string[] };

export type Violation = { readonly rule: string; readonly what: string };

/** All contradictions, each once. */
export function violationsOf<Final>(invariants: readonly Invariant<Final>[], final: Final): readonly Violation[] {
  return invariants.flatMap(({ rule, check }) => [...new Set(check(final))].map((what) => ({ rule, what })));
}
