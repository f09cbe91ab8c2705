import type { AccountView } from '../../api/endpoints.ts';
import { ActButton } from '../../forms/act-button.tsx';
import { maskMobile, spaceMobile } from '../../language/formats.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { call } from '../../session/portal-session.ts';

type ChangeableProps = {
  readonly name: string;
  readonly value: string;
  readonly waiting: string | undefined;
  readonly path: string;
};

/** A contact with the way to change it, or to go on with a change that waits. */
function Changeable({ name, value, waiting, path }: ChangeableProps) {
  const { account: words } = useWords();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {waiting !== undefined && <p class="help">{words.waiting(waiting)}</p>}
      </dd>
      <dd class="change">
        <a href={path}>
          {waiting === undefined ? words.change : words.goOn}
          <span class="visually-hidden">{`: ${name}`}</span>
        </a>
      </dd>
    </div>
  );
}

/** Who the customer is here and how they are reached, with the ways to change that (R11.2). */
export function AccountFacts({ account, onChanged }: { account: AccountView; onChanged: () => Promise<void> }) {
  const { account: words } = useWords();
  const { day } = useFormats();
  const { username, email, mobile, language, newEmail, newMobile, registeredAt } = account;
  const otherLanguage = language === 'hu' ? 'en' : 'hu';
  const changeLanguage = async () => {
    const outcome = await call('changeLanguage', { body: { language: otherLanguage } });
    if (!outcome.ok) return outcome.problem;
    await onChanged();
    return undefined;
  };
  return (
    <div class="card">
      <dl class="facts stacked">
        <div>
          <dt>{words.username}</dt>
          <dd>{username}</dd>
        </div>
        <Changeable name={words.email} value={email} waiting={newEmail} path="/account/email" />
        <Changeable
          name={words.mobile}
          value={maskMobile(mobile)}
          waiting={newMobile && spaceMobile(newMobile)}
          path="/account/mobile"
        />
        <div>
          <dt>{words.registered}</dt>
          <dd>{day(registeredAt)}</dd>
        </div>
        <div>
          <dt>{words.language}</dt>
          <dd>{words.languages[language]}</dd>
        </div>
      </dl>
      <ActButton
        label={words.askLanguage[otherLanguage]}
        done={words.languageChanged[language]}
        send={changeLanguage}
      />
    </div>
  );
}
