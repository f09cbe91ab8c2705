import { useState } from 'preact/hooks';
import { BirthDateField } from '../../forms/birth-date-field.tsx';
import { Checkbox } from '../../forms/checkbox.tsx';
import { Field } from '../../forms/field.tsx';
import { insurer } from '../../insurer.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { portalRules } from '../../portal-rules.ts';
import { readDraft } from './kept-registration.ts';
import { sameBirthName } from './registration-form.ts';

type IdentityName =
  | 'identity.familyName'
  | 'identity.givenName'
  | 'identity.birthFamilyName'
  | 'identity.birthGivenName'
  | 'identity.birthPlace'
  | 'identity.mothersFamilyName'
  | 'identity.mothersGivenName';

const Identity = ({ name, autocomplete = 'off' }: { name: IdentityName; autocomplete?: string }) => (
  <Field name={name} words={name} autocomplete={autocomplete} maxLength={100} />
);

/** All that a registration asks for (R2.1), in groups. */
export function RegistrationFields() {
  const { registration } = useWords();
  const [isSameName, setSameName] = useState(() => sameBirthName in readDraft());
  return (
    <>
      <fieldset>
        <legend>{registration.person}</legend>
        <Identity name="identity.familyName" autocomplete="family-name" />
        <Identity name="identity.givenName" autocomplete="given-name" />
      </fieldset>
      <fieldset>
        <legend>{registration.birth}</legend>
        <Checkbox name={sameBirthName} label={registration.sameBirthName} checked={isSameName} onChange={setSameName} />
        {!isSameName && (
          <>
            <Identity name="identity.birthFamilyName" />
            <Identity name="identity.birthGivenName" />
          </>
        )}
        <Identity name="identity.birthPlace" />
        <BirthDateField name="identity.birthDate" />
        <Identity name="identity.mothersFamilyName" />
        <Identity name="identity.mothersGivenName" />
      </fieldset>
      <fieldset>
        <legend>{registration.contact}</legend>
        <Field name="email" words="email" type="email" autocomplete="email" maxLength={320} />
        <Field name="mobile" words="mobile" type="tel" autocomplete="tel" maxLength={40} />
      </fieldset>
      <fieldset>
        <legend>{registration.account}</legend>
        <Field name="username" words="chosenUsername" autocomplete="username" maxLength={50} />
      </fieldset>
      <fieldset>
        <legend>{registration.eposta}</legend>
        <details>
          <summary>{registration.termsSummary}</summary>
          <ul>
            {registration.termsPoints(portalRules.months).map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </details>
        <TermsLink />
        <Checkbox name="acceptTerms" label={useWords().fields.acceptTerms.label} />
      </fieldset>
    </>
  );
}

/** The insurer's own terms, beside what is accepted; nothing where the settings name none. */
export function TermsLink() {
  const { language, words } = useLanguage();
  const url = insurer.termsUrl[language];
  if (!url) return null;
  return (
    <p>
      <a href={url} target="_blank" rel="noreferrer">
        {words.registration.terms}
      </a>
    </p>
  );
}
