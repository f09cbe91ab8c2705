import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountView } from '../../api/endpoints.ts';
import { useLanguage } from '../../language/language.tsx';
import { canUsePasskeys } from '../../passkeys/can-use-passkeys.ts';
import { passkeyWords } from '../../passkeys/passkey-words.ts';
import { AddPasskey } from './add-passkey.tsx';
import { PasskeyItem } from './passkey-item.tsx';

type PasskeysProps = { readonly account: AccountView; readonly onChanged: () => Promise<void> };

/** The customer's passkeys: each with its name, when it was added and last used; and the way to a new one. */
export function Passkeys({ account, onChanged }: PasskeysProps) {
  const words = passkeyWords[useLanguage().language];
  const [done, setDone] = useState<keyof typeof words.done>();
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // What had the focus, a form or a dialog, is gone by now.
    if (done) status.current?.focus();
  }, [done]);
  const changed = (what: keyof typeof words.done) => async () => {
    // Only words that come are read out: the same ones once more are not.
    setDone(undefined);
    await onChanged();
    setDone(what);
  };
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <p role="status" tabIndex={-1} ref={status}>
        {done ? words.done[done] : ''}
      </p>
      {account.passkeys.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="passkeys">
          {account.passkeys.map((passkey) => (
            <PasskeyItem
              key={passkey.passkeyId}
              passkey={passkey}
              onRenamed={changed('renamed')}
              onRemoved={changed('removed')}
            />
          ))}
        </ul>
      )}
      <h3>{words.addTitle}</h3>
      {canUsePasskeys() ? (
        <AddPasskey key={account.passkeys.length} account={account} onAdded={changed('added')} />
      ) : (
        <p>{words.unable}</p>
      )}
    </section>
  );
}
