import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { CheckResult } from './check-result.tsx';
import { droppedFiles } from './dropped-files.ts';
import { useCheck } from './use-check.ts';

/** Whether saved copies are the originals (R7.2, R7.1c): one, a folder or a ZIP, for anybody. Nothing is uploaded. */
export function CheckPage() {
  const { check: words } = useWords();
  const { checked, check } = useCheck();
  const [isOver, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const id = useId();

  const take = (chosen: HTMLInputElement) => {
    const files = [...(chosen.files ?? [])];
    if (files.length > 0) void check(files);
    // The same file may be chosen again.
    chosen.value = '';
  };

  useEffect(() => {
    // Not among the attributes that JSX knows.
    folder.current?.setAttribute('webkitdirectory', '');
    // A file let go anywhere on the page is meant for the check; the browser would open it and leave the page.
    const over = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const away = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void check(droppedFiles(event.dataTransfer));
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', away);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
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
          id={id}
          class="visually-hidden"
          type="file"
          multiple
          aria-describedby={`${id}-help`}
          onChange={(event) => take(event.currentTarget)}
        />
        <label class="button" for={id}>
          {words.choose}
        </label>
        <input
          ref={folder}
          id={`${id}-folder`}
          class="visually-hidden"
          type="file"
          aria-describedby={`${id}-help`}
          onChange={(event) => take(event.currentTarget)}
        />
        <label class="button button-second" for={`${id}-folder`}>
          {words.chooseFolder}
        </label>
        <CheckResult checked={checked} />
      </div>
      <p>{words.privacy}</p>
    </Page>
  );
}
