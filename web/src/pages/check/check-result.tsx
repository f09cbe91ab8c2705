import { useFormats, useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import type { Checked, Checking, CheckingMany } from './use-check.ts';

/** The result of a check; a screen reader reads it out. */
export function CheckResult({ checked }: { checked: Checked | undefined }) {
  const problem = problemOf(checked);
  return (
    <>
      <div role="status">
        {checked && ('one' in checked ? <Result {...checked.one} /> : <Results {...checked.many} />)}
      </div>
      {checked && 'many' in checked && <Names {...checked.many} />}
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}

function problemOf(checked: Checked | undefined) {
  if (!checked) return undefined;
  if ('many' in checked) return checked.many.problem;
  const { result } = checked.one;
  return typeof result === 'object' && 'code' in result ? result : undefined;
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

/** Several files: one sentence for all. */
function Results({ of, genuine, unknown, unreadable, problem, isDone }: CheckingMany) {
  const { check } = useWords();
  const checked = genuine + unknown.length + unreadable.length;
  if (of === 0) return <p class="notice notice-error">{check.many.nothing}</p>;
  if (!isDone) return <p>{check.many.checking(checked, of)}</p>;
  const isGood = genuine === of;
  return (
    <div class={isGood ? 'notice notice-good' : 'notice notice-error'}>
      <h2>{isGood ? check.many.allGenuine(of) : check.many.notAll(genuine, of)}</h2>
      {problem && <p>{check.many.ended(of - checked)}</p>}
    </div>
  );
}

/** Those that are not genuine, by name. */
function Names({ unknown, unreadable }: CheckingMany) {
  const { check } = useWords();
  const lists = [
    [check.unknown, unknown],
    [check.many.unreadable, unreadable],
  ] as const;
  return (
    <>
      {lists.map(
        ([title, names]) =>
          names.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              <ul>
                {names.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}
