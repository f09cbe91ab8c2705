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
  familyName: 'Family name',
  givenName: 'Given name',
  birthFamilyName: 'Family name at birth (empty: the same)',
  birthGivenName: 'Given name at birth (empty: the same)',
  birthPlace: 'Place of birth',
  birthDate: 'Date of birth (1961-02-28)',
  mothersFamilyName: "Mother's family name at birth",
  mothersGivenName: "Mother's given name",
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
