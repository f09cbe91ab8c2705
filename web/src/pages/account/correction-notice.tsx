import type { AccountView } from '../../api/endpoints.ts';
import { useHelpline } from '../../insurer.ts';
import { unbroken } from '../../language/formats.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { Told } from '../../layout/told.tsx';

/** Tells a customer that the helpdesk was asked to change a contact, when that happens, and what to do (R10.2). */
export function CorrectionNotice({ account: { correction } }: { account: AccountView }) {
  const { account } = useWords();
  const { time } = useFormats();
  const helpline = useHelpline();
  if (!correction) return null;
  const { kind, to, from } = correction;
  return (
    <div class="notice" role="status">
      <p>{account.correction[kind](unbroken(to), time(from))}</p>
      <p>
        <Told text={account.correction.next(helpline)} />
      </p>
    </div>
  );
}
