import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { dynamoMailOutcomes } from '#shared/documents/mail-outcomes/dynamo-mail-outcomes.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { playMail, type TakenMail } from '../harness/played-mail.ts';
import type { World } from './world.ts';

/** The rolling day of this mail service, in ms: ten minutes, so that a play sees several. */
const mailDay = 600_000;

/** How many mails the service has taken within its day. */
export const sentToday = ({ stage, mails }: Pick<World, 'stage' | 'mails'>) =>
  mails.filter(({ at }) => at > stage.now() - mailDay).length;

/** The portal's mail service. For each accepted mail an event reaches record-mail-outcome later. */
export function mailerOf({ stage, mails, events, mailsPerDay }: World): Mailer {
  const outcomes = dynamoMailOutcomes(client, tables.portal);
  const cancellations = dynamoCancellations(client, tables.portal);
  const onTaken = (mail: TakenMail) => {
    mails.push(mail);
    const { document: documentId, account: accountId, cancelled } = mail.tags;
    if (cancelled !== undefined) events.push(() => cancellations.settleMail(cancelled, 'sent'));
    if (documentId === undefined || accountId === undefined) return;
    const event = { accountId, documentId, outcome: 'sent' as const, address: mail.to, at: new Date(mail.at) };
    events.push(async () => void (await outcomes.noteOnDocument(event)));
  };
  return playMail(stage, onTaken, () => sentToday({ stage, mails }) < mailsPerDay);
}
