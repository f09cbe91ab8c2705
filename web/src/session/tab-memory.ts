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

/** What a browser that keeps nothing holds until the next reload. */
const memory = new Map<Key, unknown>();

/** What was kept under a key; null where there is nothing. */
export function recall(key: Key): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function keep(key: Key, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    memory.set(key, value);
  }
}

/** Forgets all of it: somebody has signed in or out. */
export function forgetAll(): void {
  memory.clear();
  try {
    for (const key of keys) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept here.
  }
}
