import { useFormats, useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import type { Checking } from './use-check.ts';

/** The result of a check; a screen reader reads it out. */
export function CheckResult({ checking }: { checking: Checking | undefined }) {
  const problem = checking && typeof checking.result === 'object' && 'code' in checking.result;
  return (
    <>
      <div role="status">{checking && <Result {...checking} />}</div>
      {problem && typeof checking.result === 'object' && 'code' in checking.result && (
        <ProblemNotice problem={checking.result} />
      )}
    </>
  );
}

function Result({ name, result }: Checking) {
  const { check, documents } = useWords();
  const { day } = useFormats();
  if (result === 'checking') return <p>{check.checking(name)}</p>;
  if (result === 'unreadable') return <p class="notice notice-error">{check.unreadable}</p>;
  if ('code' in result) return null;
  if (!result.genuine)
    return (
      <div class="notice notice-error">
        <h2>{check.unknown}</h2>
        <p>{check.unknownText(name)}</p>
      </div>
    );
  return (
    <div class="notice notice-good">
      <h2>{check.genuine}</h2>
      <p>{check.genuineText(name, documents.kinds[result.kind], day(result.uploadedAt))}</p>
    </div>
  );
}
