import { insurer } from '../../insurer.ts';
import { readDraft } from './kept-registration.ts';
import { checkContact, checkPerson } from './registration-form.ts';

/** Registration in three steps, each at an address of its own, so that Back leads to the step before with its answers. */
export const steps = ['person', 'contact', 'check'] as const;
export type Step = (typeof steps)[number];

export const pathOf: Readonly<Record<Step, string>> = {
  person: '/register',
  contact: '/register?step=contact',
  check: '/register?step=check',
};

/** The step that an address names; the first where it names none. */
export const stepOf = (name: string | undefined): Step => steps.find((step) => step === name) ?? 'person';

/** The answers so far, as the form of all of them would give them. */
export function answersSoFar(): FormData {
  const values = new FormData();
  for (const [name, value] of Object.entries(readDraft())) values.set(name, value);
  return values;
}

const contactFields = ['email', 'mobile', 'username'];

/** The step on which a field is answered. */
export function stepWith(field: string): Step {
  if (field === 'acceptTerms') return 'check';
  return contactFields.includes(field) ? 'contact' : 'person';
}

/** The first step whose answers are not complete: after a correction that is the last one. */
export async function nextStep(values = answersSoFar(), now = new Date()): Promise<Step> {
  if (checkPerson(values, now).length > 0) return 'person';
  return (await checkContact(values, insurer.mobileCallingCodes)).length > 0 ? 'contact' : 'check';
}
