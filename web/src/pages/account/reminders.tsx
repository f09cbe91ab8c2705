import type { AccountView } from '../../api/endpoints.ts';
import { ActButton } from '../../forms/act-button.tsx';
import { useWords } from '../../language/language.tsx';
import { call } from '../../session/portal-session.ts';

type RemindersProps = { readonly chosen: AccountView['reminders']; readonly onChanged: () => Promise<void> };

/** Which reminders about documents the customer gets, each with its switch (R14.1). */
export function Reminders({ chosen, onChanged }: RemindersProps) {
  const { account } = useWords();
  const { reminders: words } = account;
  const turn = (kind: keyof typeof chosen) => async () => {
    const outcome = await call('changeReminders', { body: { ...chosen, [kind]: !chosen[kind] } });
    if (!outcome.ok) return outcome.problem;
    await onChanged();
    return undefined;
  };
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      {(['beforeEnd', 'unread'] as const).map((kind) => {
        const is = chosen[kind] ? 'on' : 'off';
        return (
          <div key={kind} class="choice">
            <p>
              {words.kinds[kind]}: <strong>{words.states[is]}</strong>
            </p>
            <ActButton
              label={words.turn[chosen[kind] ? 'off' : 'on']}
              about={words.kinds[kind]}
              done={words.changed[is]}
              send={turn(kind)}
            />
          </div>
        );
      })}
    </section>
  );
}
