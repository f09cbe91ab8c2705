import { useState } from 'preact/hooks';
import { rules } from '#shared/contract/rules.ts';
import type { Problem } from '../../api/problem.ts';
import { Checkbox } from '../../forms/checkbox.tsx';
import { Form } from '../../forms/form.tsx';
import { idOf, useSubmission } from '../../forms/submission.ts';
import { formatDate, unbroken } from '../../language/formats.ts';
import { useLanguage } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';
import { AcceptedTexts } from './accepted-texts.tsx';
import { useCaption } from './answer-steps.tsx';
import type { Registered } from './registered-page.tsx';
import { readRegistration, sameBirthName } from './registration-form.ts';
import { answersSoFar, pathOf, stepWith } from './registration-steps.ts';

type CheckStepProps = {
  /** Returns the problem where this step shows it. */
  readonly onRefused: (problem: Problem) => Problem | undefined;
  readonly onRegistered: (registered: Registered) => void;
};

/** The last step: all answers, each with the way to correct it, and the acceptance (R2.1, R2.10). */
export function CheckStep({ onRefused, onRegistered }: CheckStepProps) {
  const { language, words } = useLanguage();
  const { registration } = words;
  const [answers] = useState(answersSoFar);
  const submission = useSubmission({
    check: (values) => (values.has('acceptTerms') ? [] : ['acceptTerms']),
    send: async () => {
      const body = { ...readRegistration(answers, new Date()), language };
      const outcome = await call('register', { body });
      if (!outcome.ok) return onRefused(outcome.problem);
      onRegistered({ registrationId: outcome.body.registrationId, email: body.email });
      return undefined;
    },
  });
  return (
    <Page title={registration.check} caption={useCaption('check')}>
      <p class="lead">{registration.checkLead}</p>
      <div class="card">
        <Form submission={submission} submit={registration.submit}>
          <Answers answers={answers} />
          <h2>{registration.eposta}</h2>
          <details>
            <summary>{registration.termsSummary}</summary>
            <ul>
              {registration.termsPoints(rules.months).map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </details>
          <AcceptedTexts />
          <Checkbox name="acceptTerms" label={words.fields.acceptTerms.label} />
        </Form>
      </div>
      <p class="aside">
        <a href={pathOf.contact}>{registration.back}</a>
      </p>
    </Page>
  );
}

/** What was answered, field by field. */
function Answers({ answers }: { answers: FormData }) {
  const { language, words } = useLanguage();
  const { registration, fields } = words;
  const { identity, email, mobile, username } = readRegistration(answers, new Date());
  const rows = [
    ['identity.familyName', fields['identity.familyName'].label, identity.familyName],
    ['identity.givenName', fields['identity.givenName'].label, identity.givenName],
    [
      answers.has(sameBirthName) ? sameBirthName : 'identity.birthName',
      fields['identity.birthName'].label,
      answers.has(sameBirthName) ? registration.sameName : identity.birthFamilyName,
    ],
    ['identity.birthPlace', fields['identity.birthPlace'].label, identity.birthPlace],
    ['identity.birthDate', fields['identity.birthDate'].label, formatDate(language, identity.birthDate)],
    ['identity.mothersName', fields['identity.mothersName'].label, identity.mothersFamilyName],
    ['email', fields.email.label, email],
    ['mobile', fields.mobile.label, unbroken(mobile)],
    ['username', fields.chosenUsername.label, username],
  ] as const;
  return (
    <dl class="facts stacked answers">
      {rows.map(([name, label, value]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          <dd class="change">
            <a href={`${pathOf[stepWith(name)]}#${idOf(name)}`}>
              {words.account.change}
              <span class="visually-hidden">{`: ${label}`}</span>
            </a>
          </dd>
        </div>
      ))}
    </dl>
  );
}
