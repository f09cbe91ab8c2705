type Policy = typeof import('#shared/contract/passwords/password-policy.ts');
export type Weakness = NonNullable<ReturnType<Policy['findWeakness']>>;

let policy: Policy | undefined;

/** Fetches the lists that passwords are judged by, once. Where they do not come, the API judges alone. */
export async function fetchPasswordJudge(): Promise<void> {
  policy ??= await import('#shared/contract/passwords/password-policy.ts').catch(() => undefined);
}

/** What the API will say of a new password (R1.7); `unknown` where the lists have not come yet. */
export const judgePassword = (password: string, username: string): Weakness | 'good' | 'unknown' =>
  policy ? (policy.findWeakness(password, username) ?? 'good') : 'unknown';

/** The problem that the API would answer with; none where it would take the password, or where only the API knows. */
export function weaknessProblem(password: string, username: string) {
  const judgement = judgePassword(password, username);
  return judgement === 'good' || judgement === 'unknown'
    ? undefined
    : ({ code: 'weak-password', reason: judgement } as const);
}
