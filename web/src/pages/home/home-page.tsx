import { CircleCheck, CircleHelp, FileClock, Mail, Phone, Send } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { AccountView, DocumentView, PolicyView } from '../../api/endpoints.ts';
import { useLoaded } from '../../api/use-loaded.ts';
import { maskEmail } from '../../language/formats.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { Icon } from '../../layout/icon.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { Page } from '../../layout/page.tsx';
import { askAccount } from '../../session/ask-account.ts';
import { call } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { CorrectionNotice } from '../account/correction-notice.tsx';
import { UnreachableNotice } from '../account/unreachable-notice.tsx';
import { isGoing, isUnread } from '../documents/document-filter.ts';
import { type Loaded, refreshDocuments, useDocuments } from '../documents/document-store.ts';
import { titleText } from '../documents/document-titles.ts';
import { kindIcons } from '../documents/kind-icons.ts';

/** How many of the new documents the first page names. */
const named = 3;

/** The first page after signing in: whose account it is, what is new, what needs doing, and where help is. */
export function HomePage() {
  const { home: words } = useWords();
  useSignedIn();
  const { outcome, again } = useLoaded(askAccount);
  const policies = useLoaded(() => call('listPolicies')).outcome;
  const loaded = useDocuments();
  const { documents, isComplete, problem } = loaded;
  const failed = outcome && !outcome.ok ? outcome.problem : undefined;
  const account = outcome?.ok ? outcome.body : undefined;
  // All at once: what came later would push away what somebody is about to press.
  const isWaiting = !outcome || !policies || (documents.length === 0 && !isComplete && !problem);
  return (
    <Page title={words.title}>
      {(isWaiting || failed) && <NotLoaded problem={failed} onRetry={again} />}
      {!isWaiting && (
        <>
          {account && <p class="lead">{words.whose(account.username, maskEmail(account.email))}</p>}
          {account && <UnreachableNotice account={account} />}
          {account && <CorrectionNotice account={account} />}
          <WhatIsNew loaded={loaded} />
          <ToDo account={account} policies={policies.ok ? policies.body.policies : undefined} documents={documents} />
          <h2>{words.help}</h2>
          <ul class="tasks">
            <Task icon={CircleHelp} href="/help">
              {words.toHelp}
            </Task>
          </ul>
        </>
      )}
    </Page>
  );
}

/** The new documents. The page gives them: a part that asked for them itself would do so again each time it is shown. */
function WhatIsNew({ loaded: { documents, isComplete, problem } }: { loaded: Loaded }) {
  const words = useWords();
  const { day } = useFormats();
  const unread = documents.filter(isUnread);
  return (
    <>
      <h2>{words.home.news}</h2>
      {documents.length === 0 && !isComplete && <NotLoaded problem={problem} onRetry={refreshDocuments} />}
      {(documents.length > 0 || isComplete) && (
        <ul class="tasks">
          {unread.slice(0, named).map((document) => (
            <Task key={document.documentId} icon={kindIcons[document.kind]} href={`/documents/${document.documentId}`}>
              {`${titleText(document, words)}, ${day(document.uploadedAt)}`}
            </Task>
          ))}
          {unread.length > named && (
            <Task icon={FileClock} href="/documents#only=unread">
              {words.home.allNew(unread.length)}
            </Task>
          )}
          {unread.length === 0 && (
            <Task icon={CircleCheck} href="/documents">
              {words.home.nothingNew}
            </Task>
          )}
        </ul>
      )}
    </>
  );
}

/** Whether something of the account itself asks to be looked at. */
const isAsked = ({ newEmail, newMobile, mailUnreachableSince, correction }: AccountView) =>
  Boolean(newEmail ?? newMobile ?? mailUnreachableSince ?? correction);

type ToDoProps = {
  readonly account: AccountView | undefined;
  readonly policies: readonly PolicyView[] | undefined;
  readonly documents: readonly DocumentView[];
};

/** What needs doing; what could not be asked is left out, since its own page says why. */
function ToDo({ account, policies, documents }: ToDoProps) {
  const { home: words } = useWords();
  const now = new Date();
  const going = documents.filter((document) => isGoing(document, now)).length;
  const without = policies?.filter(({ eposta }) => eposta === 'available').length ?? 0;
  const isNothing = account && policies && going + without === 0 && !isAsked(account);
  return (
    <>
      <h2>{words.toDo}</h2>
      <ul class="tasks">
        {going > 0 && (
          <Task icon={FileClock} href="/documents#only=going">
            {words.going(going)}
          </Task>
        )}
        {without > 0 && (
          <Task icon={Send} href="/policies">
            {words.withoutEposta(without)}
          </Task>
        )}
        {account?.newEmail && (
          <Task icon={Mail} href="/account/email">
            {words.newEmail}
          </Task>
        )}
        {account?.newMobile && (
          <Task icon={Phone} href="/account/mobile">
            {words.newMobile}
          </Task>
        )}
        {isNothing && (
          <li class="task">
            <Icon of={CircleCheck} />
            <span>{words.nothingToDo}</span>
          </li>
        )}
      </ul>
    </>
  );
}

type TaskProps = {
  readonly icon: Parameters<typeof Icon>[0]['of'];
  readonly href: string;
  readonly children: ComponentChildren;
};

function Task({ icon, href, children }: TaskProps) {
  return (
    <li>
      <a class="task" href={href}>
        <Icon of={icon} />
        <span>{children}</span>
      </a>
    </li>
  );
}
