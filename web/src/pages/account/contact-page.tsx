import { useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../api/use-loaded.ts';
import { maskMobile, spaceMobile } from '../../language/formats.ts';
import { useWords } from '../../language/language.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { CodeForm } from './code-form.tsx';
import { ContactForm } from './contact-form.tsx';
import { type ContactKind, contactOf } from './not-arrived.tsx';
import { WaitingForMail } from './waiting-for-mail.tsx';

/**
 * Another e-mail address or mobile number (R11.2): the new one with the password, then its confirmation. The account
 * holds what waits, so a reload or another device goes on where the customer was.
 */
function ContactPage({ kind }: { kind: ContactKind }) {
  useSignedIn();
  const { account: words } = useWords();
  const { outcome, again, refresh } = useLoaded(() => call('getAccount'));
  const [isAskingAgain, setAskingAgain] = useState(false);
  const asked = useRef<string>(undefined);
  const { title, waitingTitle, doneTitle, now, lead } = words.contacts[kind];

  if (!outcome?.ok)
    return (
      <Page title={title}>
        <NotLoaded problem={outcome?.problem} onRetry={again} />
      </Page>
    );
  const account = outcome.body;
  const { present, waiting } = contactOf(kind, account);
  asked.current = waiting ?? asked.current;
  if (asked.current === present)
    return (
      <Page title={doneTitle} key="done">
        <Done text={words.contacts[kind].done(kind === 'email' ? present : spaceMobile(present))} />
      </Page>
    );
  if (waiting !== undefined && !isAskingAgain)
    return (
      <Page title={waitingTitle} key="waiting">
        {kind === 'email' ? (
          <WaitingForMail address={waiting} onReturn={refresh} onAskAgain={() => setAskingAgain(true)} />
        ) : (
          <CodeForm mobile={waiting} onConfirmed={again} onAskAgain={() => setAskingAgain(true)} />
        )}
      </Page>
    );
  const done = async () => {
    await again();
    setAskingAgain(false);
  };
  return (
    <Page title={title} key="asking">
      <div class="card">
        <p>{now(kind === 'email' ? account.email : maskMobile(account.mobile))}</p>
        <p>{lead}</p>
        <ContactForm kind={kind} account={account} waiting={waiting} onAsked={done} />
        <p>
          <a href="/account">{words.contacts.back}</a>
        </p>
      </div>
    </Page>
  );
}

function Done({ text }: { text: string }) {
  const { contacts } = useWords().account;
  return (
    <div class="card">
      <p class="notice notice-good">{text}</p>
      <p>
        <a class="button" href="/account">
          {contacts.toAccount}
        </a>
      </p>
    </div>
  );
}

export const EmailPage = () => <ContactPage kind="email" />;
export const MobilePage = () => <ContactPage kind="mobile" />;
