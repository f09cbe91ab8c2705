import * as v from 'valibot';

const text = v.optional(v.nullable(v.string()));

/** The parts of SES's bounce and complaint objects that say their kind (SES developer guide, "Contents of event data"). */
export const bounceKind = {
  bounceType: v.optional(v.string()),
  bounceSubType: text,
  bouncedRecipients: v.optional(v.array(v.object({ status: text, diagnosticCode: text })), []),
};
export const complaintKind = { complaintFeedbackType: text };

const bounceSchema = v.object(bounceKind);
const complaintSchema = v.object(complaintKind);

/**
 * Whether a "bounce" is somebody's out-of-office message (R5.2), which SES reports as Transient and General. A mail server's
 * refusal has a delivery status notification, from which SES takes `status` and `diagnosticCode`; a person's reply has none.
 */
export const isAutoReply = ({
  bounceType,
  bounceSubType,
  bouncedRecipients,
}: v.InferOutput<typeof bounceSchema>): boolean =>
  bounceType === 'Transient' &&
  bounceSubType === 'General' &&
  bouncedRecipients.every(({ status, diagnosticCode }) => !status && !diagnosticCode);

/** Whether a "complaint" says the opposite: the reader took the mail out of the spam folder (RFC 6430). */
export const isNotSpam = ({ complaintFeedbackType }: v.InferOutput<typeof complaintSchema>): boolean =>
  complaintFeedbackType?.toLowerCase() === 'not-spam';
