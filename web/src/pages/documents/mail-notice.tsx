import { useLoaded } from '../../api/use-loaded.ts';
import { call } from '../../session/portal-session.ts';
import { UnreachableNotice } from '../account/unreachable-notice.tsx';

/** The notice that mails came back, on the first page after signing in (R5.2). The page does without where it fails. */
export function MailNotice() {
  const { outcome } = useLoaded(() => call('getAccount'));
  return outcome?.ok ? <UnreachableNotice account={outcome.body} /> : null;
}
