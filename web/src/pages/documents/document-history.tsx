import { useState } from 'preact/hooks';
import { useLoaded } from '../../api/use-loaded.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { call } from '../../session/portal-session.ts';

/** What happened to a document, asked for when it is opened. */
export function DocumentHistory({ documentId }: { documentId: string }) {
  const { documents: words } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.history}</summary>
      {isOpen && <Events documentId={documentId} />}
    </details>
  );
}

function Events({ documentId }: { documentId: string }) {
  const { documents: words } = useWords();
  const { time } = useFormats();
  const { outcome, again } = useLoaded(() => call('listEvidence', { path: { documentId } }));
  if (!outcome?.ok) return <NotLoaded problem={outcome?.problem} onRetry={again} />;
  return (
    <ol>
      {outcome.body.events.map(({ event, at }) => (
        <li key={`${event} ${at}`}>{`${time(at)}: ${words.events[event]}`}</li>
      ))}
    </ol>
  );
}
