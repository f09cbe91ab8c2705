import * as v from 'valibot';
import { encodingOf } from './encoding.ts';

/** An accepted text, with everything that is known about it. */
export const sentText = v.object({
  /** ISO 8601 UTC, by the moved clock. */
  at: v.string(),
  messageId: v.string(),
  to: v.string(),
  text: v.string(),
  from: v.optional(v.string()),
  messageType: v.string(),
  configurationSet: v.optional(v.string()),
  context: v.optional(v.record(v.string(), v.string())),
});
export type SentText = v.InferOutput<typeof sentText>;

/** A text as `GET /_local/sms` shows it. */
export type TextMessage = {
  readonly at: string;
  readonly to: string;
  readonly text: string;
  /** In how many messages it is sent; each is paid for. */
  readonly parts: number;
};

export const toTextMessage = ({ at, to, text }: SentText): TextMessage => {
  const { totalMessageParts: parts } = encodingOf(text);
  return { at, to, text, parts };
};
