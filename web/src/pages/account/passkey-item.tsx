import { useState } from 'preact/hooks';
import type { PasskeyView } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { textOf } from '../../forms/text-of.ts';
import { useFormats, useLanguage } from '../../language/language.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { passkeyWords } from '../../passkeys/passkey-words.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { call } from '../../session/portal-session.ts';

type ItemProps = {
  readonly passkey: PasskeyView;
  readonly onRenamed: () => Promise<void>;
  readonly onRemoved: () => Promise<void>;
};

/** One passkey with its two buttons. */
export function PasskeyItem({ passkey, onRenamed, onRemoved }: ItemProps) {
  const words = passkeyWords[useLanguage().language];
  const { day } = useFormats();
  const [open, setOpen] = useState<'renaming' | 'removing'>();
  const about = <span class="visually-hidden">{`: ${passkey.name}`}</span>;
  // What was open closes first: the list may come back unchanged, and the focus goes to what reports the change.
  const closeAnd = (report: () => Promise<void>) => () => {
    setOpen(undefined);
    return report();
  };
  return (
    <li>
      <p>
        <strong>{passkey.name}</strong>
        <br />
        {words.added(day(passkey.addedAt))}
        <br />
        {passkey.lastUsedAt === undefined ? words.unused : words.used(day(passkey.lastUsedAt))}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button button-second"
          aria-expanded={open === 'renaming'}
          onClick={() => setOpen(open === 'renaming' ? undefined : 'renaming')}
        >
          {words.rename}
          {about}
        </button>
        <button type="button" class="button button-second" onClick={() => setOpen('removing')}>
          {words.remove}
          {about}
        </button>
      </div>
      {open === 'renaming' && <Renaming passkey={passkey} onRenamed={closeAnd(onRenamed)} />}
      {open === 'removing' && (
        <Removing passkey={passkey} onRemoved={closeAnd(onRemoved)} onClose={() => setOpen(undefined)} />
      )}
    </li>
  );
}

function Renaming({ passkey, onRenamed }: { passkey: PasskeyView; onRenamed: () => Promise<void> }) {
  const words = passkeyWords[useLanguage().language];
  // The form for a new passkey has a field of the same words.
  const field = 'otherPasskeyName';
  const submission = useSubmission({
    check: (values) => (textOf(values, field) ? [] : [field]),
    send: async (values) => {
      const { passkeyId } = passkey;
      const outcome = await call('renamePasskey', { path: { passkeyId }, body: { name: textOf(values, field) } });
      if (!outcome.ok) return outcome.problem;
      await onRenamed();
      return undefined;
    },
  });
  return (
    <Form submission={submission} submit={words.save}>
      <Field name={field} words="passkeyName" autocomplete="off" maxLength={60} initial={passkey.name} />
    </Form>
  );
}

type RemovingProps = {
  readonly passkey: PasskeyView;
  readonly onRemoved: () => Promise<void>;
  readonly onClose: () => void;
};

/** Asks before a passkey is removed. */
function Removing({ passkey, onRemoved, onClose }: RemovingProps) {
  const { removing } = passkeyWords[useLanguage().language];
  const [state, setState] = useState<'idle' | 'busy' | Problem>('idle');
  const remove = async () => {
    setState('busy');
    const outcome = await call('removePasskey', { path: { passkeyId: passkey.passkeyId } });
    if (outcome.ok) await onRemoved();
    else setState(outcome.problem);
  };
  return (
    <Dialog
      title={removing.title}
      close={removing.close}
      onClose={onClose}
      agree={removing.agree}
      isBusy={state === 'busy'}
      onAgree={remove}
      isDangerous
    >
      <p>
        <strong>{passkey.name}</strong>
      </p>
      <p>{removing.lead}</p>
      {typeof state === 'object' && <ProblemNotice problem={state} />}
    </Dialog>
  );
}
