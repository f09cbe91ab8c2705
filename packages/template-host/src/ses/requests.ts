import * as v from 'valibot';
import { AwsError } from '#host/aws/service.ts';

/** The query protocol writes an empty list as an empty value. */
const list = <Item extends v.GenericSchema>(item: Item) =>
  v.optional(
    v.union([
      v.array(item),
      v.pipe(
        v.literal(''),
        v.transform((): v.InferOutput<Item>[] => []),
      ),
    ]),
    [],
  );

const content = v.object({ Data: v.string(), Charset: v.optional(v.string()) });
const tag = v.object({ Name: v.string(), Value: v.string() });
const shared = { ConfigurationSetName: v.optional(v.string()), Tags: list(tag) };

export const sendEmail = v.object({
  ...shared,
  Source: v.string(),
  // The query protocol cannot write an empty structure, so an empty one is missing.
  Destination: v.optional(
    v.object({ ToAddresses: list(v.string()), CcAddresses: list(v.string()), BccAddresses: list(v.string()) }),
    {},
  ),
  Message: v.object({
    Subject: content,
    Body: v.optional(v.object({ Text: v.optional(content), Html: v.optional(content) }), {}),
  }),
  ReplyToAddresses: list(v.string()),
});
export type SendEmail = v.InferOutput<typeof sendEmail>;
export type Content = v.InferOutput<typeof content>;

/** Parses the members by `schema`. Throws ValidationError in SES's words. */
export function parseMembers<Output>(members: unknown, schema: v.GenericSchema<unknown, Output>): Output {
  const parsed = v.safeParse(schema, members, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (v.getDotPath(issue) ?? '')
    .split('.')
    .map((part) => part.charAt(0).toLowerCase() + part.slice(1))
    .join('.');
  const rule = issue.received === 'undefined' ? 'Member must not be null' : issue.message;
  const value = issue.received === 'undefined' ? 'null ' : '';
  throw new AwsError(
    'ValidationError',
    `1 validation error detected: Value ${value}at '${path}' failed to satisfy constraint: ${rule}`,
  );
}
