import { readForm } from '#host/aws/query-form.ts';
import { AwsError, type AwsRequest } from '#host/aws/service.ts';
import { parseMailbox } from './mailbox.ts';
import { recipientsOf, type SentMail } from './outbox.ts';
import { type Content, parseMembers, sendEmail } from './requests.ts';

/** A mail as requested, before it is accepted. */
export type Draft = Omit<SentMail, 'at' | 'messageId'>;

const mostRecipients = 50;

/** Reads SendEmail. Throws AwsError for what SES would refuse from any sender. */
export function readSendEmail(request: AwsRequest): Draft {
  const { Source, Destination, Message, ReplyToAddresses, Tags, ConfigurationSetName } = parseMembers(
    readForm(request),
    sendEmail,
  );
  if (!Message.Body.Text && !Message.Body.Html) {
    throw new AwsError('InvalidParameterValue', 'The message must have a text or an HTML body.');
  }
  return checkRecipients({
    source: Source,
    from: parseMailbox(Source),
    to: addresses(Destination.ToAddresses),
    cc: addresses(Destination.CcAddresses),
    bcc: addresses(Destination.BccAddresses),
    replyTo: addresses(ReplyToAddresses),
    subject: textOf(Message.Subject),
    text: textOf(Message.Body.Text),
    html: textOf(Message.Body.Html),
    tags: readTags(Tags),
    configurationSet: ConfigurationSetName,
  });
}

const addresses = (given: readonly string[]) => given.map((text) => parseMailbox(text).address);

/** Without a charset, SES accepts only 7-bit ASCII; other letters arrive as question marks. */
const textOf = (content: Content | undefined) =>
  content?.Charset === undefined ? (content?.Data ?? '').replace(/[^\p{ASCII}]/gu, '?') : content.Data;

function readTags(tags: readonly { readonly Name: string; readonly Value: string }[]): Record<string, string> {
  for (const [kind, text] of tags.flatMap(
    ({ Name, Value }) =>
      [
        ['name', Name],
        ['value', Value],
      ] as const,
  )) {
    if (/^[\w.@-]{1,256}$/.test(text)) continue;
    const rule = "only alphanumeric ASCII characters, '_', '-', '.' and '@' are allowed, at most 256 of them";
    throw new AwsError('InvalidParameterValue', `Invalid tag ${kind} <${text}>: ${rule}.`);
  }
  return Object.fromEntries(tags.map(({ Name, Value }) => [Name, Value]));
}

function checkRecipients(draft: Draft): Draft {
  const count = recipientsOf(draft).length;
  if (count === 0) throw new AwsError('InvalidParameterValue', "Missing required header 'To'.");
  if (count > mostRecipients) throw new AwsError('InvalidParameterValue', `Recipient count exceeds ${mostRecipients}.`);
  return draft;
}
