import * as v from 'valibot';
import { number, numeric } from './setting-forms.ts';

/** What a stage may set about who watches it, what wakes them, and how it rests. */
export const watchSettings = {
  /** `on`: customers see a page that says so, and the API answers 503 to them; the helpdesk goes on (docs/runbook.md, "Maintenance"). */
  maintenance: v.optional(v.picklist(['on', 'off']), 'off'),
  /** `paused`: whatever waits in queues waits on, for fourteen days at most; `deliveries` pauses one of them. */
  workers: v.optional(v.picklist(['on', 'paused']), 'on'),
  /** Whether X-Ray follows the calls of all functions, for which AWS charges by the trace. */
  tracing: v.optional(v.picklist(['on', 'off']), 'off'),
  /** Whom alarms are mailed to, besides what else is subscribed to the topic of the output `AlarmTopicArn`. */
  alarmAddress: v.optional(v.pipe(v.string(), v.email())),
  /** Where people read docs/runbook.md on the web: with it the alarms' texts link their heading; without it they name the file. */
  runbookUrl: v.optional(v.pipe(v.string(), v.url(), v.startsWith('https://'), v.maxLength(120))),
  /** After how many days without a registry file an operator is woken (CloudWatch looks back seven at most). */
  registryExpectedDays: number(7, 7),
  /** A registry file with so many percent fewer rows than the one before opens a ticket; 100: never. */
  registryShrunkPercent: number(50, 100),
  /** How many usernames locked within a quarter of an hour wake an operator. */
  lockSurge: number(30),
  /** Mails a day that SES allows this account (its quota `Daily sending quota`), and functions at once that Lambda allows. */
  sesDailyQuota: number(50_000),
  lambdaConcurrency: number(1000),
  /** Sign-ins a second that Cognito allows this account and region (its quota `Rate of UserAuthentication requests`). */
  userAuthenticationQuota: number(120),
  /** USD a month that the account may cost; at four fifths of it, and where it is foreseen to cost more, a mail says so. */
  monthlyBudget: v.optional(v.pipe(numeric, v.minValue(1))),
} as const;
