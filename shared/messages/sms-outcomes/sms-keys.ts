import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';
import type { SmsAttempt } from './sms-log.ts';

/** SMS of an account lie in its partition and go with it (R11.1). */
export const smsPrefix = 'SMS#';

const health = 'SMS-HEALTH';
export const healthPartition = health;
export const canaryKey: Key = { pk: health, sk: 'CANARY' };
export const lastKey: Key = { pk: health, sk: 'LAST' };
/** What happened in a minute; a minute is `2027-01-31T09:30`. */
export const minuteKey = (at: Date): Key => ({ pk: health, sk: `MINUTE#${at.toISOString().slice(0, 16)}` });

export const attemptKey = ({ subject, attempt }: SmsAttempt): Key =>
  subject.kind === 'canary' ? canaryKey : { pk: accountPartition(subject.accountId), sk: `${smsPrefix}${attempt}` };
