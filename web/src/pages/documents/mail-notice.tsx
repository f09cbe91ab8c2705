import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../language/language.tsx';
import { call } from '../../session/portal-session.ts';

/** Tells a customer whose mails came back that no notice reaches them (R5.2). */
export function MailNotice() {
  const { documents } = useWords();
  const [email, setEmail] = useState<string>();
  useEffect(() => {
    void call('getAccount').then((outcome) => {
      if (outcome.ok && outcome.body.mailUnreachableSince) setEmail(outcome.body.email);
    });
  }, []);
  if (!email) return null;
  return (
    <p class="notice notice-error" role="alert">
      {documents.mailUnreachable(email)}
    </p>
  );
}
