import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Problem } from '../../api/problem.ts';
import { type Refusal, usualFields } from '../../forms/submission.ts';
import { ContactStep, PersonStep } from './answer-steps.tsx';
import { CheckStep } from './check-step.tsx';
import { keepRegistered, readRegistered } from './kept-registration.ts';
import { type Registered, RegisteredPage } from './registered-page.tsx';
import { fieldOf } from './registration-form.ts';
import { nextStep, pathOf, stepOf, steps, stepWith } from './registration-steps.ts';

/** Registration (R2): three steps, then where to find the mail. */
export function RegisterPage() {
  const [registered, setRegistered] = useState(readRegistered);
  const { route } = useLocation();
  const change = (next: Registered | undefined) => {
    keepRegistered(next);
    setRegistered(next);
    // Whoever registers again begins at the beginning; whoever comes back to the last step by Back shall not send it twice.
    route(pathOf.person, true);
  };
  if (registered) return <RegisteredPage registered={registered} onAgain={() => change(undefined)} />;
  return <Steps onRegistered={change} />;
}

function Steps({ onRegistered }: { onRegistered: (registered: Registered) => void }) {
  const { query, route } = useLocation();
  const step = stepOf(query.step);
  // What the API refused of an earlier step, until that step has been shown.
  const refused = useRef<Refusal>(undefined);
  const [isReady, setReady] = useState(step === 'person');

  // An address of a later step, opened without the answers of the ones before, leads to the first that is missing.
  useEffect(() => {
    if (step === 'person') return setReady(true);
    let isCurrent = true;
    void nextStep().then((next) => {
      if (!isCurrent) return;
      if (steps.indexOf(next) < steps.indexOf(step)) route(pathOf[next], true);
      setReady(true);
    });
    return () => {
      isCurrent = false;
    };
  }, [step]);

  /** Leads to the step with the refused fields; returns the problem where that is this one, or none. */
  const refuse = (problem: Problem): Problem | undefined => {
    const wrong = (usualFields[problem.code] ?? problem.fields ?? []).map(fieldOf);
    const first = steps.find((each) => wrong.some((field) => stepWith(field) === each));
    if (first === undefined || first === 'check') return problem;
    refused.current = { wrong, problem };
    route(pathOf[first]);
    return undefined;
  };
  const take = () => {
    const taken = refused.current;
    refused.current = undefined;
    return taken;
  };
  const goOn = async () => route(pathOf[await nextStep()]);

  if (!isReady) return null;
  if (step === 'person') return <PersonStep key={step} takeRefused={take} onDone={goOn} />;
  if (step === 'contact') return <ContactStep key={step} takeRefused={take} onDone={goOn} />;
  return <CheckStep key={step} onRefused={refuse} onRegistered={onRegistered} />;
}
