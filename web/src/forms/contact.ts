import { readCallingCodes } from '#shared/contract/contacts/calling-codes.ts';
import { readEmail } from '#shared/contract/contacts/read-email.ts';
import { chosenUsernamePattern, normaliseUsername } from '#shared/contract/usernames.ts';

/** Whether the API would take this as an e-mail address; the mail itself proves the rest. */
export const isEmail = (text: string) => readEmail(text) !== undefined;

/** Whether the API would take this as an address in place of the one on file. */
export const isNewEmail = (text: string, onFile: string) =>
  isEmail(text) && readEmail(text)?.toLowerCase() !== onFile.toLowerCase();

/**
 * Whether the API would take this as a mobile number (R2.5). What reads it is fetched with the first form that is sent, and the
 * numbers of other countries where the setting accepts some; where they do not come, the API judges alone.
 */
export async function isMobile(text: string, callingCodes: string): Promise<boolean> {
  if (text === '') return false;
  const read = await import('#shared/contract/contacts/read-mobile.ts')
    .then(({ mobileReader }) => mobileReader(readCallingCodes(callingCodes)))
    .catch(() => undefined);
  return !read || read(text) !== undefined;
}

/** Whether the API would take this as a new username. */
export const isUsername = (text: string) => chosenUsernamePattern.test(normaliseUsername(text));
