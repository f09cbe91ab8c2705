/** The insurer's eleven frequent questions, then what else errors lead to; in the order the help page answers them (R13.1). */
export const questionIds = [
  'what-is-needed',
  'who-can',
  'registration-fails',
  'no-confirmation-mail',
  'no-sms',
  'sign-in-fails',
  'wrong-passwords',
  'new-document-notice',
  'how-long',
  'printing',
  'more-policies',
  'how-to-pay',
  'change-contact',
  'good-password',
  'signed-out',
  'page-fails',
] as const;

export type QuestionId = (typeof questionIds)[number];

export type HelpFacts = {
  readonly helpline: string;
  readonly attempts: number;
  readonly lockHours: number;
  readonly months: number;
  readonly linkHours: number;
  readonly codeMinutes: number;
  readonly shortestPassword: number;
};

export type HelpWords = {
  readonly title: string;
  readonly lead: string;
  readonly contents: string;
  readonly answers: Readonly<
    Record<QuestionId, { readonly question: string; readonly answer: (facts: HelpFacts) => readonly string[] }>
  >;
};
