import { useEffect } from 'preact/hooks';
import { askAccountAhead } from '../session/ask-account.ts';
import { useSessionState } from '../session/use-session.ts';
import { isAccountsLanguageWanted, noteAccountsLanguage } from './first-language.ts';
import { useLanguage } from './language.tsx';

/** Goes on in the account's language once a customer has signed in, unless a mail or the customer has said another (R13.2). */
export function AccountLanguage() {
  const isSignedIn = useSessionState() === 'signed-in';
  const { language, speak } = useLanguage();
  useEffect(() => {
    if (!isSignedIn || !isAccountsLanguageWanted()) return;
    void askAccountAhead().then((outcome) => {
      if (!outcome.ok || !isAccountsLanguageWanted()) return;
      noteAccountsLanguage(outcome.body.language);
      if (outcome.body.language === language) return;
      // Without a connection the page stays as it is.
      speak(outcome.body.language, 'account').catch(() => undefined);
    });
  }, [isSignedIn]);
  return null;
}
