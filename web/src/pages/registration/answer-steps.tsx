import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Problem } from '../../api/problem.ts';
import { BirthDateField } from '../../forms/birth-date-field.tsx';
import { Checkbox } from '../../forms/checkbox.tsx';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { bringIntoView, type Refusal, useSubmission } from '../../forms/submission.ts';
import { insurer } from '../../insurer.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { keepDraft, readDraft } from './kept-registration.ts';
import { checkContact, checkPerson, sameBirthName } from './registration-form.ts';
import { type Step, steps } from './registration-steps.ts';

type StepProps = {
  /** What the API refused of this step's answers; asked once. */
  readonly takeRefused: () => Refusal | undefined;
  readonly onDone: () => Promise<void>;
};

/** Which step of how many a page is. */
export function useCaption(step: Step): string {
  return useWords().registration.step(steps.indexOf(step) + 1, steps.length);
}

/** A step's form: keeps each answer as it is typed, so that Back, a reload and the last step have it. */
function useStep(check: (values: FormData) => string[] | Promise<string[]>, { takeRefused, onDone }: StepProps) {
  const [refused] = useState(takeRefused);
  const submission = useSubmission({
    check,
    send: async (): Promise<Problem | undefined> => {
      await onDone();
      return undefined;
    },
    refused,
  });
  useLayoutEffect(() => {
    const form = submission.form.current;
    if (!form) return undefined;
    const keep = () => keepDraft(form);
    form.addEventListener('input', keep);
    return () => form.removeEventListener('input', keep);
  }, []);
  // The last step leads to single answers.
  useEffect(() => {
    if (location.hash !== '') bringIntoView(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  }, []);
  return submission;
}

/** The first step: who somebody is (R2.1). */
export function PersonStep(props: StepProps) {
  const { registration } = useWords();
  const [draft] = useState(readDraft);
  const [isSameName, setSameName] = useState(sameBirthName in draft);
  const submission = useStep((values) => checkPerson(values, new Date()), props);
  const named = (name: keyof typeof identityNames) => (
    <Field name={name} words={name} autocomplete={identityNames[name]} maxLength={100} initial={draft[name]} />
  );
  return (
    <Page title={registration.person} caption={useCaption('person')}>
      <p class="lead">{registration.lead}</p>
      <p>
        {registration.needs} <a href="/help#who-can">{registration.whoCan}</a>
      </p>
      <div class="card">
        <Form submission={submission} submit={registration.next}>
          {named('identity.familyName')}
          {named('identity.givenName')}
          <Checkbox
            name={sameBirthName}
            label={registration.sameBirthName}
            checked={isSameName}
            onChange={setSameName}
          />
          {!isSameName && named('identity.birthName')}
          {named('identity.birthPlace')}
          <BirthDateField name="identity.birthDate" initial={draft} />
          {named('identity.mothersName')}
        </Form>
      </div>
    </Page>
  );
}

/** What browsers may fill in. */
const identityNames = {
  'identity.familyName': 'family-name',
  'identity.givenName': 'given-name',
  'identity.birthName': 'off',
  'identity.birthPlace': 'off',
  'identity.mothersName': 'off',
} as const;

/** The second step: how somebody is reached, and the name to sign in with (R2.1, R2.6). */
export function ContactStep(props: StepProps) {
  const { registration } = useWords();
  const [draft] = useState(readDraft);
  const submission = useStep((values) => checkContact(values, insurer.mobileCallingCodes), props);
  return (
    <Page title={registration.contact} caption={useCaption('contact')}>
      <div class="card">
        <Form submission={submission} submit={registration.next}>
          <Field name="email" words="email" type="email" autocomplete="email" maxLength={320} initial={draft.email} />
          <Field name="mobile" words="mobile" type="tel" autocomplete="tel" maxLength={40} initial={draft.mobile} />
          <Field
            name="username"
            words="chosenUsername"
            autocomplete="username"
            maxLength={50}
            initial={draft.username}
          />
        </Form>
      </div>
      <p class="aside">
        <a href="/register">{registration.back}</a>
      </p>
    </Page>
  );
}
