import { readSmsEvent } from '#shared/messages/sms-outcomes/sms-event.ts';
import type { SmsLog } from '#shared/messages/sms-outcomes/sms-log.ts';

/**
 * Records the outcome of an SMS (R10.2) and counts it for the SMS health (R10.1). Receipts arrive in any order and more than
 * once. Returns the outcome for the log: `on-its-way` for a receipt that is not final. The alarm on failing SMS compares
 * `undelivered` with the other final outcomes.
 */
export const recordSmsOutcome =
  (smsLog: Pick<SmsLog, 'noteReceipt'>) =>
  async (body: string): Promise<string> => {
    const news = readSmsEvent(body);
    if (!news) return 'nothing-to-note';
    const noted = await smsLog.noteReceipt(news);
    if (noted !== 'noted') return noted;
    return news.isFinal ? news.state : 'on-its-way';
  };
