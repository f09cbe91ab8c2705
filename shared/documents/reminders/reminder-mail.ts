import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { availableUntil } from '#shared/documents/reading/document.ts';
import { budapestDay } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { DueDocuments, RemindedDocument } from './reminders.ts';

/** The documents' last days, the earliest and the latest one; undefined if there are no documents. */
function lastDays(documents: readonly RemindedDocument[], language: Language) {
  // The window ends with its last day, at midnight.
  const ends = documents.map((document) => availableUntil(document).getTime() - 1);
  const text = (time: number) => budapestDay(language, new Date(time));
  return { first: text(Math.min(...ends)), last: text(Math.max(...ends)) };
}

function endingInHungarian(ending: readonly RemindedDocument[]): string {
  const count = ending.length;
  const unopened = ending.filter(({ readAt }) => !readAt).length;
  const { first, last } = lastDays(ending, 'hu');
  if (count === 1)
    return `Egy dokumentuma hamarosan lekerül az ügyfélportálról. Utolsó elérhető napja: ${first} ${
      unopened === 1 ? 'Ezt a dokumentumot még nem nyitotta meg.' : 'Ezt a dokumentumot már megnyitotta.'
    }`;
  // A day ends with a full stop in Hungarian.
  const days =
    first === last
      ? `Utolsó elérhető napjuk: ${first}`
      : `Az elsőként lekerülő utolsó elérhető napja: ${first} Az utolsóként lekerülőé: ${last}`;
  const opened =
    unopened === 0
      ? 'Mindegyiket megnyitotta már.'
      : unopened === count
        ? 'Egyiket sem nyitotta még meg.'
        : `Közülük ${unopened} dokumentumot még nem nyitott meg.`;
  return `${count} dokumentuma hamarosan lekerül az ügyfélportálról. ${days} ${opened}`;
}

function endingInEnglish(ending: readonly RemindedDocument[]): string {
  const count = ending.length;
  const unopened = ending.filter(({ readAt }) => !readAt).length;
  const { first, last } = lastDays(ending, 'en');
  if (count === 1)
    return `One of your documents will soon no longer be available in the customer portal: its last day is ${first}. ${
      unopened === 1 ? 'You have not opened this document yet.' : 'You have already opened this document.'
    }`;
  const days = first === last ? `their last day is ${first}` : `the last days are between ${first} and ${last}`;
  const opened =
    unopened === 0
      ? 'You have opened all of them.'
      : unopened === count
        ? 'You have opened none of them yet.'
        : `You have not opened ${unopened} of them yet.`;
  return `${count} of your documents will soon no longer be available in the customer portal: ${days}. ${opened}`;
}

/**
 * The one reminder of a week (R14.1): how many documents go soon and how many of them were never opened, and how many have been
 * unread for two weeks. It names no document, and its link signs nobody in.
 */
export function reminderMail(language: Language, origin: string, { ending, unread }: DueDocuments): MailContent {
  const url = `${origin}/documents`;
  const waits = unread.length;
  return language === 'hu'
    ? {
        subject: 'Emlékeztető az ügyfélportálon lévő dokumentumairól',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          ...(ending.length === 0
            ? []
            : [
                endingInHungarian(ending),
                ending.length === 1
                  ? 'Belépés után a Dokumentumok oldalon elmentheti. Csak az elektronikus forma számít eredetinek, ezért kérjük, így őrizze meg.'
                  : 'Belépés után a Dokumentumok oldalon egyszerre, egyetlen fájlban is elmentheti őket. Csak az elektronikus forma számít eredetinek, ezért kérjük, így őrizze meg.',
              ]),
          ...(waits === 0
            ? []
            : [
                waits === 1
                  ? `Egy dokumentuma legalább ${rules.unreadDays} napja megérkezett, de még nem nyitotta meg.`
                  : `${waits} dokumentuma legalább ${rules.unreadDays} napja megérkezett, de még nem nyitotta meg őket.`,
              ]),
        ],
        action: { label: 'Dokumentumaim megnyitása', url },
        closing: [
          'Ha nem szeretne ilyen emlékeztetőt kapni, az Adataim oldalon kikapcsolhatja.',
          'Biztonsága érdekében e-mailben soha nem kérjük a jelszavát.',
        ],
      }
    : {
        subject: 'A reminder about your documents in the customer portal',
        paragraphs: [
          'Dear Customer,',
          ...(ending.length === 0
            ? []
            : [
                endingInEnglish(ending),
                ending.length === 1
                  ? 'After signing in you can save it on the page Documents. Only the electronic form is the original, so please keep it in this form.'
                  : 'After signing in you can save them all at once, in one file, on the page Documents. Only the electronic form is the original, so please keep it in this form.',
              ]),
          ...(waits === 0
            ? []
            : [
                waits === 1
                  ? `One of your documents arrived at least ${rules.unreadDays} days ago, and you have not opened it yet.`
                  : `${waits} of your documents arrived at least ${rules.unreadDays} days ago, and you have not opened them yet.`,
              ]),
        ],
        action: { label: 'Open my documents', url },
        closing: [
          'If you do not want such reminders, you can turn them off on the page My account.',
          'For your safety: we never ask for your password in an e-mail.',
        ],
      };
}
