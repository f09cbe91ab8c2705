import type { MailOutcomes, MailReports } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { readMailEvent } from '#shared/documents/mail-outcomes/mail-outcomes.ts';

export type RecordMailOutcomeNeeds = { readonly outcomes: MailOutcomes; readonly reports: MailReports };

/**
 * Records the outcome of the mail about a document (R5.2): on the document, on the account (whether its address takes mail), and
 * in a report for the insurer, who sends paper (R9.5). Events arrive in any order and more than once. An event about another mail
 * or about an erased document changes nothing; an out-of-office message and `not-spam` only show that the mail was sent. Returns
 * the outcome for the log.
 */
export const recordMailOutcome =
  ({ outcomes, reports }: RecordMailOutcomeNeeds) =>
  async (body: string): Promise<string> => {
    const event = readMailEvent(body);
    if (!event) return 'no-document';
    const { outcome, at, feedback } = event;
    const document = await outcomes.noteOnDocument(event);
    if (outcome === 'sent') return feedback ?? outcome;
    if (!document) return 'unknown-document';
    if (outcome === 'delivered') {
      await outcomes.noteOnAccount(event, 'reached');
      return outcome;
    }
    await Promise.all([
      reports.report(document, outcome, at),
      // A full mailbox, or a mail that the service itself refused, says nothing about the address.
      ...(outcome === 'bounced' || outcome === 'complained' ? [outcomes.noteOnAccount(event, outcome)] : []),
    ]);
    return outcome;
  };
