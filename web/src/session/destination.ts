/** Where somebody wanted to go who had to sign in first; kept in memory only, for this tab. */
const usual = '/documents';
let wanted = usual;

/** Remembers a page of the portal as the one to open after signing in. */
export function keepDestination(path: string): void {
  wanted = path;
}

/** The page to open after signing in; the next sign-in opens the usual one again. */
export function takeDestination(): string {
  const path = wanted;
  wanted = usual;
  return path;
}
