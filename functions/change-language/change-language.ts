import { changeLanguage as contract } from '#shared/contract/account.ts';
import type { Languages } from '#shared/customers/contacts/languages.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';

/** Changes the language of mails and text messages. */
export const changeLanguage = ({ languages }: { readonly languages: Languages }) =>
  endpoint(contract, async ({ session, body: { language } }) => {
    await languages.set(session, language);
    return noContent();
  });
