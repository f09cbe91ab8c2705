import { useWords } from '../../../language/language.tsx';
import { NotLoaded } from '../../../layout/loading.tsx';
import type { Pdf } from './use-pdf.ts';

/** Shows a document inside the portal (R7.1b); until it is there, its place is kept, so that nothing moves when it comes. */
export function Preview({ pdf: { state, again }, title }: { pdf: Pdf; title: string }) {
  const { documents: words } = useWords();
  if (state.kind === 'unreadable')
    return (
      <p class="notice" role="alert">
        {words.preview.unreadable}
      </p>
    );
  if (state.kind === 'problem') return <NotLoaded problem={state.problem} onRetry={again} />;
  if (state.kind === 'open') return <state.Pages pdf={state.pdf} ratio={state.ratio} title={title} />;
  return (
    <div class="preview preview-waiting">
      <NotLoaded problem={undefined} onRetry={again} />
    </div>
  );
}
