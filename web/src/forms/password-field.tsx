import { useState } from 'preact/hooks';
import { useWords } from '../language/language.tsx';
import { Field } from './field.tsx';

type PasswordFieldProps = {
  /** `otherPassword`: in a page with another form for the password. */
  readonly name: 'password' | 'otherPassword' | 'currentPassword' | 'newPassword';
  readonly autocomplete: 'current-password' | 'new-password';
  /** Gets what is in the field after each change. */
  readonly onInput?: (typed: string) => void;
};

/** A password with a button that shows it, and then hides it again. Pasting is allowed, as everywhere. */
export function PasswordField({ name, autocomplete, onInput }: PasswordFieldProps) {
  const { frame, fields } = useWords();
  const [isShown, setShown] = useState(false);
  const words = name === 'otherPassword' ? 'password' : name;
  const word = isShown ? frame.hidePassword : frame.showPassword;
  return (
    <Field
      name={name}
      words={words}
      type={isShown ? 'text' : 'password'}
      autocomplete={autocomplete}
      maxLength={256}
      {...(onInput && { onInput: (event) => onInput(event.currentTarget.value) })}
    >
      <button
        type="button"
        class="button button-quiet"
        aria-label={`${word}: ${fields[words].label}`}
        onClick={() => setShown(!isShown)}
      >
        {word}
      </button>
    </Field>
  );
}

/** The username in a form that asks for a password alone: not shown, but password managers look for it. */
export const UsernameForManagers = ({ username }: { username: string }) => (
  <input type="text" name="username" autocomplete="username" value={username} readOnly hidden />
);
