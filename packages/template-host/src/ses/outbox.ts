import * as v from 'valibot';

/** An accepted mail, with everything that is known about it. */
export const sentMail = v.object({
  /** ISO 8601 UTC, by the moved clock. */
  at: v.string(),
  messageId: v.string(),
  /** As sent, with the display name. */
  source: v.string(),
  from: v.object({ address: v.string(), displayName: v.string() }),
  to: v.array(v.string()),
  cc: v.array(v.string()),
  bcc: v.array(v.string()),
  replyTo: v.array(v.string()),
  subject: v.string(),
  text: v.string(),
  html: v.string(),
  tags: v.record(v.string(), v.string()),
  configurationSet: v.optional(v.string()),
});
export type SentMail = v.InferOutput<typeof sentMail>;

/** A mail as `GET /_local/mail` shows it; `to` lists several recipients, separated by commas. */
export type Mail = {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export const toMail = ({ at, to, subject, text, html }: SentMail): Mail => ({
  at,
  to: to.join(', '),
  subject,
  text,
  html,
});

/** All recipients of a mail. */
export const recipientsOf = ({ to, cc, bcc }: Pick<SentMail, 'to' | 'cc' | 'bcc'>): string[] => [...to, ...cc, ...bcc];
