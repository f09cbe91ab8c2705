import { useEffect } from 'preact/hooks';
import { call } from '../session/portal-session.ts';
import { useSessionState } from '../session/use-session.ts';
import { isAccountsLanguageWanted } from './first-language.ts';
import { useLanguage } from './language.tsx';

/** Goes on in the account's language once a customer has signed in, unless a mail or the customer has said another (R13.2). */
export function AccountLanguage() {
  const isSignedIn = useSessionState() === 'signed-in';
  const { language, speak } = useLanguage();
  useEffect(() => {
    if (!isSignedIn || !isAccountsLanguageWanted()) return;
    void call('getAccount').then((outcome) => {
      if (!outcome.ok || outcome.body.language === language || !isAccountsLanguageWanted()) return;
      // Without a connection the page stays as it is.
      speak(outcome.body.language, 'account').catch(() => undefined);
    });
  }, [isSignedIn]);
  return null;
}
