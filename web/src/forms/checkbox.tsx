import { FieldError } from './field.tsx';
import { idOf, useErrorOf } from './submission.ts';

type CheckboxProps = {
  readonly name: 'acceptTerms' | 'sameBirthName';
  readonly label: string;
  readonly checked?: boolean;
  readonly onChange?: (checked: boolean) => void;
};

/** A box to tick, with a label large enough to hit. */
export function Checkbox({ name, label, checked, onChange }: CheckboxProps) {
  const id = idOf(name);
  const error = useErrorOf()(name, 'acceptTerms');
  return (
    <div class="field">
      <FieldError id={`${id}-error`} error={error} />
      <label class="checkbox" for={id}>
        <input
          id={id}
          name={name}
          type="checkbox"
          {...(checked !== undefined && { checked })}
          onChange={(event) => onChange?.(event.currentTarget.checked)}
          aria-invalid={error ? true : undefined}
          {...(error && { 'aria-describedby': `${id}-error` })}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}
