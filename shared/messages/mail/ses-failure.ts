import { SESServiceException } from '@aws-sdk/client-ses';
import { type MailCode, type MailFailure, MailNotSent } from './mail.ts';

type Failure = { readonly reason: MailFailure; readonly code?: MailCode };

/** Errors about the portal's own account, sender or configuration set: no mail can be sent to any address. */
const ownFault = /ConfigurationSetDoesNotExist|AccessDenied/i;

/**
 * SES answers MessageRejected for a refused address, for a paused account and for identities that are not verified; only the text
 * differs. In the sandbox, recipients must be verified, too, and the text lists those who are not (SES developer guide, "Errors
 * returned by Amazon SES").
 */
function rejectionOf(message: string, sender: string): Failure {
  if (/sending (has been |is )?paused/i.test(message)) return { reason: 'blocked', code: 'sending-paused' };
  if (!/not verified/i.test(message)) return { reason: 'rejected' };
  const listsOthersOnly = /failed the check/i.test(message) && !message.toLowerCase().includes(sender.toLowerCase());
  return { reason: 'blocked', code: listsOthersOnly ? 'sandbox' : 'sender-not-verified' };
}

/**
 * SES has one code for the quota of the rolling day and for the sending rate: `Throttling`, with the text "Daily message quota
 * exceeded" or "Maximum sending rate exceeded" (SES developer guide, "Errors related to the sending quotas for your Amazon SES
 * account").
 */
function failureOf(error: unknown, sender: string): Failure {
  if (!(error instanceof SESServiceException)) return { reason: 'unavailable' };
  const { name, message } = error;
  if (/throttl|toomanyrequests|limitexceeded/i.test(name))
    return /daily (message|sending) quota/i.test(message)
      ? { reason: 'throttled', code: 'daily-quota' }
      : { reason: 'throttled' };
  if (/SendingPaused/i.test(name)) return { reason: 'blocked', code: 'sending-paused' };
  if (/NotVerified/i.test(name)) return { reason: 'blocked', code: 'sender-not-verified' };
  if (ownFault.test(name)) return { reason: 'blocked' };
  if (name === 'MessageRejected') return rejectionOf(message, sender);
  return { reason: name === 'InvalidParameterValue' ? 'rejected' : 'unavailable' };
}

/** The failure of a mail from `sender`, from SES's error. Holds no words of the mail and no address. */
export function mailNotSent(error: unknown, sender: string): MailNotSent {
  const { reason, code } = failureOf(error, sender);
  return new MailNotSent(reason, { cause: error, ...(code ? { code } : {}) });
}
