import type { rules } from '#shared/contract/rules.ts';

/**
 * The insurer's eleven frequent questions and what else errors lead to, in groups, in the order in which the help page answers them
 * (R13.1).
 */
export const questionGroups = [
  {
    name: 'registering',
    ids: ['what-is-needed', 'who-can', 'registration-fails', 'no-confirmation-mail', 'no-sms'],
  },
  {
    name: 'signingIn',
    ids: ['sign-in-fails', 'wrong-passwords', 'good-password', 'passkeys', 'second-step', 'signed-out'],
  },
  { name: 'documents', ids: ['new-document-notice', 'how-long', 'printing'] },
  { name: 'eposta', ids: ['more-policies', 'how-to-pay'] },
  { name: 'data', ids: ['change-contact'] },
  { name: 'technique', ids: ['browsers', 'page-fails'] },
] as const satisfies readonly { readonly name: string; readonly ids: readonly string[] }[];

export type QuestionGroup = (typeof questionGroups)[number]['name'];
export type QuestionId = (typeof questionGroups)[number]['ids'][number];

export const questionIds: readonly QuestionId[] = questionGroups.flatMap(({ ids }): readonly QuestionId[] => ids);

/** The figures of the rules, and what the insurer's settings say. */
export type HelpFacts = typeof rules & {
  readonly helpline: string;
  /** The kinds of insurance that the portal is for, as a list in a sentence. */
  readonly products: string;
};

export type HelpWords = {
  readonly title: string;
  readonly lead: string;
  readonly search: string;
  /** How many questions a search has found. */
  readonly found: (count: number) => string;
  readonly groups: Readonly<Record<QuestionGroup, string>>;
  readonly answers: Readonly<
    Record<QuestionId, { readonly question: string; readonly answer: (facts: HelpFacts) => readonly string[] }>
  >;
};
