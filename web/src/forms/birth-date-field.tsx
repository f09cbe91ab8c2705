import { useId } from 'preact/hooks';
import { useWords } from '../language/language.tsx';
import { FieldError } from './field.tsx';
import { useErrorOf } from './submission.ts';

const parts = ['year', 'month', 'day'] as const;

/** A date of birth typed in three parts, in the Hungarian order: easier than a calendar that opens on today. */
export function BirthDateField({ name }: { name: 'identity.birthDate' }) {
  const { fields, dateParts } = useWords();
  const error = useErrorOf()(name, name);
  const id = useId();
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
            <label for={`${id}-${part}`}>{dateParts[part]}</label>
            <input
              id={`${id}-${part}`}
              name={`${name}.${part}`}
              class={`date-${part}`}
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
