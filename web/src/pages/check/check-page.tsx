import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { CheckResult } from './check-result.tsx';
import { useCheck } from './use-check.ts';

/** Whether a saved copy is the original (R7.2): for anybody, signed in or not. Nothing is uploaded. */
export function CheckPage() {
  const { check: words } = useWords();
  const { checking, check } = useCheck();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) void check(file);
    // The same file may be chosen again.
    if (input.current) input.current.value = '';
  };

  useEffect(() => {
    // A file let go anywhere on the page is meant for the check; the browser would open it and leave the page.
    // Each element that the file enters and leaves counts: WebKit does not say where it goes when it leaves one.
    let inside = 0;
    const over = (event: DragEvent) => event.preventDefault();
    const enter = () => {
      inside += 1;
      setOver(true);
    };
    const away = () => {
      inside = Math.max(0, inside - 1);
      if (inside === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      inside = 0;
      setOver(false);
      take(event.dataTransfer?.files);
    };
    addEventListener('dragover', over);
    addEventListener('dragenter', enter);
    addEventListener('dragleave', away);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', away);
      removeEventListener('drop', drop);
    };
  }, []);

  return (
    <Page title={words.title}>
      <p class="lead">{words.lead}</p>
      <div class={isOver ? 'card drop drop-over' : 'card drop'}>
        <p id={`${id}-help`}>{isOver ? words.dropNow : words.drop}</p>
        {/* The browser's own button speaks the browser's language. */}
        <input
          ref={input}
          id={id}
          class="visually-hidden"
          type="file"
          aria-describedby={`${id}-help`}
          onChange={(event) => take(event.currentTarget.files)}
        />
        <label class="button" for={id}>
          {words.choose}
        </label>
        <CheckResult checking={checking} />
      </div>
      <p>{words.privacy}</p>
    </Page>
  );
}
