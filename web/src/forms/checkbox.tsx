import { useId } from 'preact/hooks';
import { useErrorOf } from './submission.ts';

type CheckboxProps = {
  readonly name?: 'acceptTerms';
  readonly label: string;
  readonly checked?: boolean;
  readonly onChange?: (checked: boolean) => void;
};

export function Checkbox({ name, label, checked, onChange }: CheckboxProps) {
  const id = useId();
  const errorOf = useErrorOf();
  const error = name && errorOf(name, name);
  return (
    <div class="field">
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <label class="checkbox" for={id}>
        <input
          id={id}
          type="checkbox"
          {...(name && { name, required: true })}
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
