import { readSmsEvent } from '#shared/messages/sms-outcomes/sms-event.ts';
import type { SmsLog } from '#shared/messages/sms-outcomes/sms-log.ts';

/**
 * Records the outcome of an SMS (R10.2) and counts it for the health (R10.1). Receipts come in any order and more than once.
 * Returns the outcome for the log; the alarm on failing SMS counts `undelivered`.
 */
export const recordSmsOutcome =
  (smsLog: Pick<SmsLog, 'noteReceipt'>) =>
  async (body: string): Promise<string> => {
    const news = readSmsEvent(body);
    if (!news) return 'nothing-to-note';
    const noted = await smsLog.noteReceipt(news);
    return noted === 'noted' ? news.state : noted;
  };
