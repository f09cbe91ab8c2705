import type { ComponentChildren } from 'preact';
import { useWords } from '../language/language.tsx';
import type { FieldName } from '../words/words.ts';
import { type FieldProblem, idOf, useErrorOf } from './submission.ts';

const inputTypes = {
  text: { type: 'text' },
  email: { type: 'email' },
  tel: { type: 'tel' },
  password: { type: 'password' },
} as const;

type FieldProps = {
  /** The name the API calls the field by. */
  readonly name: string;
  /** The key of its words, where that is not its name. */
  readonly words: FieldName;
  readonly type?: keyof typeof inputTypes;
  readonly autocomplete: string;
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric';
  readonly value?: string;
  /** What the input holds at first. */
  readonly initial?: string | undefined;
  readonly readOnly?: boolean;
  readonly maxLength?: number;
  readonly onInput?: (event: { readonly currentTarget: HTMLInputElement }) => void;
  /** Shown beside the input, e.g. the button that shows a password. */
  readonly children?: ComponentChildren;
};

/** A labelled text input with its help and its error. What is typed stays in the input itself. */
export function Field({ name, words, type = 'text', autocomplete, inputMode, initial, children, ...rest }: FieldProps) {
  const { label, help } = useWords().fields[words];
  const error = useErrorOf()(name, words);
  const id = idOf(name);
  const isName = /name|place/i.test(words) && !/user/i.test(words);
  const described = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
      <div class="input-row">
        <input
          {...rest}
          {...inputTypes[type]}
          id={id}
          name={name}
          autocomplete={autocomplete}
          required
          aria-invalid={error ? true : undefined}
          {...(described && { 'aria-describedby': described })}
          {...(inputMode && { inputMode })}
          {...(initial && { defaultValue: initial })}
          autocapitalize={isName ? 'words' : 'none'}
          autocorrect="off"
          spellcheck={false}
        />
        {children}
      </div>
    </div>
  );
}

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
