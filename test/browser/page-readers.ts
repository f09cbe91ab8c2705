/** What the page reads with, for a test that runs it in a browser. */
export { withoutTraces } from '#shared/contract/contacts/pasted.ts';
export { readEmail } from '#shared/contract/contacts/read-email.ts';
export { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
export { readPassword } from '#shared/contract/passwords/read-password.ts';
export { normaliseUsername } from '#shared/contract/usernames.ts';
export { tokenOf } from '../../web/src/pages/mail-links/mail-token.ts';
