import { prices } from './prices.ts';
import {
  assumptions as a,
  documents,
  keptDocuments,
  opened,
  reminders,
  requestsAtTheEdge,
  tableGigabytes,
} from './usage.ts';

/** Something that would make the bill smaller: what it would be, its price other than money, and USD a month that it saves. */
export type Lever = {
  readonly name: string;
  readonly instead: string;
  readonly saves: (customers: number) => number;
};

/** Cognito's Lite plan, of which the portal could use what it has (Cognito pricing, beyond the first 10,000 users). */
const litePlan = 0.0055;
const shorterBackups = 7;
const daysOfBackups = 35;

export const levers: readonly Lever[] = [
  {
    name: "Cognito's plan Lite",
    instead: 'no rotation of refresh tokens (R1.4), no account in access tokens (decision 43): not a choice here',
    saves: (n) =>
      Math.max(0, n * a.activeShare - 10_000) * (prices['Cognito Essentials: user who signs in that month'] - litePlan),
  },
  {
    name: `\`backupDays\` ${shorterBackups} instead of ${daysOfBackups}`,
    instead:
      'a loss that nobody sees for a week cannot be undone from the vault; point-in-time recovery still reaches back 35 days',
    saves: (n) =>
      tableGigabytes(n) * (daysOfBackups - shorterBackups) * prices['AWS Backup: GB of tables kept a month'],
  },
  {
    name: "a cent less for each SMS, by the insurer's own contract",
    instead: 'an adapter of its own in place of `sms-client.ts`, and receipts in another form',
    saves: (n) => n * a.newShare * 0.01,
  },
  {
    name: 'PDF files half as large',
    instead: "a setting of the insurer's generator: fonts once, pictures in the size in which they are shown",
    saves: (n) =>
      ((keptDocuments(n) * (prices['S3: GB kept a month'] + prices['AWS Backup: GB of objects kept a month']) +
        opened(n) * prices['S3: GB out to the internet']) *
        (a.documentMegabytes / 2)) /
      1_000,
  },
  {
    name: 'no reminders',
    instead: 'documents go unread (R14.1); each customer can switch them off',
    saves: (n) =>
      (reminders(n) * prices['SES: thousand mails']) / 1_000 +
      (reminders(n) * 6 * prices['DynamoDB: million write units'] +
        documents(n) * 4 * prices['DynamoDB: million read units']) /
        1e6,
  },
  {
    name: "`webAcl` off, behind the insurer's own",
    instead: 'its rules must slow down who signs in, recovers or registers too often (decision 91)',
    saves: (n) =>
      prices['WAF: web ACL a month'] +
      5 * prices['WAF: rule a month'] +
      (requestsAtTheEdge(n) / 1e6) * prices['WAF: million requests'],
  },
];

/** The levers that save most for so many customers, the largest first. */
export const largestLevers = (customers: number, count: number): readonly Lever[] =>
  [...levers].sort((one, other) => other.saves(customers) - one.saves(customers)).slice(0, count);
