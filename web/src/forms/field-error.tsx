import { useWords } from '../language/language.tsx';
import type { FieldProblem } from './submission.ts';

/** What is wrong with a field, above its input, with the way to the answer (R13.1). `id` is for aria-describedby. */
export function FieldError({ id, error }: { id: string; error: FieldProblem | undefined }) {
  const { frame } = useWords();
  if (!error) return null;
  return (
    <>
      <p class="error" id={id}>
        {error.text}
      </p>
      {error.help && (
        <p class="error-help">
          <a href={`/help#${error.help}`}>{frame.moreHelp}</a>
        </p>
      )}
    </>
  );
}
