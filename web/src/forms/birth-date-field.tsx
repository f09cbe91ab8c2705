import { useWords } from '../language/language.tsx';
import { FieldError } from './field.tsx';
import { idOf, useErrorOf } from './submission.ts';

const parts = ['year', 'month', 'day'] as const;

type BirthDateProps = {
  readonly name: 'identity.birthDate';
  /** What was typed before, by the name of each input. */
  readonly initial: Readonly<Record<string, string>>;
};

/** A date of birth typed in three parts, in the Hungarian order: easier than a calendar that opens on today. */
export function BirthDateField({ name, initial }: BirthDateProps) {
  const { fields, dateParts } = useWords();
  const error = useErrorOf()(name, name);
  const id = idOf(name);
  return (
    <fieldset class="field date" aria-describedby={`${error ? `${id}-error ` : ''}${id}-help`}>
      <legend>{fields[name].label}</legend>
      <p class="help" id={`${id}-help`}>
        {fields[name].help}
      </p>
      <FieldError id={`${id}-error`} error={error} />
      <div class="date-parts">
        {parts.map((part) => (
          <div key={part}>
            <label for={part === 'year' ? id : `${id}-${part}`}>{dateParts[part]}</label>
            <input
              // The summary of what is wrong leads to the first part.
              id={part === 'year' ? id : `${id}-${part}`}
              name={`${name}.${part}`}
              class={`date-${part}`}
              defaultValue={initial[`${name}.${part}`] ?? ''}
              inputMode="numeric"
              autocomplete={`bday-${part}`}
              // Longer than what is typed: pasted text may hold what shows nothing, and a browser cuts it here.
              maxLength={12}
              required
              aria-invalid={error ? true : undefined}
              {...(error && { 'aria-describedby': `${id}-error` })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
