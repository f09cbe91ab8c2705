import { createInterface } from 'node:readline/promises';
import type { NaturalIdentity } from '#shared/contract/fields.ts';

export type Ask = (question: string) => Promise<string>;

/** Asks questions at the terminal, on stderr, so that stdout holds only the answer. */
export async function asking<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await work(async (question) => (await terminal.question(`${question}: `)).trim());
  } finally {
    terminal.close();
  }
}

const questions = {
  familyName: 'Családi név',
  givenName: 'Utónév',
  birthFamilyName: 'Születési családi név (üresen: ugyanaz)',
  birthGivenName: 'Születési utónév (üresen: ugyanaz)',
  birthPlace: 'Születési hely',
  birthDate: 'Születési idő (1961-02-28)',
  mothersFamilyName: 'Anyja születési családi neve',
  mothersGivenName: 'Anyja utóneve',
} as const satisfies Record<keyof NaturalIdentity, string>;

/** Asks for the caller's natural identity data. They are sent and not stored anywhere. */
export async function askIdentity(ask: Ask): Promise<NaturalIdentity> {
  const familyName = await ask(questions.familyName);
  const givenName = await ask(questions.givenName);
  return {
    familyName,
    givenName,
    birthFamilyName: (await ask(questions.birthFamilyName)) || familyName,
    birthGivenName: (await ask(questions.birthGivenName)) || givenName,
    birthPlace: await ask(questions.birthPlace),
    birthDate: await ask(questions.birthDate),
    mothersFamilyName: await ask(questions.mothersFamilyName),
    mothersGivenName: await ask(questions.mothersGivenName),
  };
}
