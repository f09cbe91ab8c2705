import type { MailLog } from '#shared/messages/mail-outcomes/mail-log.ts';
import { recordFollowedMail } from '#shared/messages/mail-outcomes/mail-log.ts';
import { type RecordMailOutcomeNeeds, recordMailOutcome } from './record-mail-outcome.ts';
import { type MailSenders, markTaken } from './taken-mail.ts';

type Needs = RecordMailOutcomeNeeds & {
  readonly senders: MailSenders;
  readonly mailLog: Pick<MailLog, 'noteOutcome'>;
};

/**
 * Records an event of SES: for whoever sent the mail, that SES took it; and its outcome, for the helpdesk or, of a document's mail,
 * for the customer and the insurer (R5.2). Returns what was recorded, for the log.
 */
export const recordMailEvent = ({ senders, mailLog, ...needs }: Needs) => {
  const recordOfDocument = recordMailOutcome(needs);
  return async (body: string): Promise<string> => {
    const taken = await markTaken(senders, body);
    return (await recordFollowedMail(mailLog, body)) ?? taken ?? recordOfDocument(body);
  };
};
