/**
 * What is kept for as long as this tab is open: telephones reload a page that somebody comes back to from the mailbox.
 * Nothing in it signs anybody in.
 */
const keys = [
  'registration-draft',
  'registered',
  'confirmed',
  'recovery-asked',
  'recovery-token',
  'perhaps-cancelled',
] as const;
type Key = (typeof keys)[number];

/** What was kept under a key; null where there is nothing, or the browser keeps nothing. */
export function recall(key: Key): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

export function keep(key: Key, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

/** Forgets all of it: somebody has signed in or out. */
export function forgetAll(): void {
  try {
    for (const key of keys) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept here.
  }
}
