import { registryFiles } from '#shared/insurer/files.ts';
import { workerQueues } from '#shared/platform/access.ts';
import type { Price } from './prices.ts';
import type { Watched } from './watched.ts';

/** What one customer does in a month, on average; the second half is what the portal's own parts then do. */
export const assumptions = {
  /** Documents that arrive. */
  documents: 1,
  /** MB of one document. */
  documentMegabytes: 0.3,
  /** Sign-ins. */
  visits: 1.2,
  /** Share of the customers who sign in at all in a month. */
  activeShare: 0.5,
  /** Requests to the API in one visit: sign-in, account, two lists, two links, a refresh, sign-out. */
  requestsPerVisit: 8,
  /** Documents opened or saved in one visit. */
  openedPerVisit: 1,
  /** Share of the customers who register again in a month; each gets one SMS. */
  newShare: 0.03,
  /** Policies of one customer. */
  policies: 1.5,
  /** Full registry files in a month (one a day); share of the rows that have changed. */
  registryFiles: 30,
  changedShare: 0.002,
  /** Share of the documents that are not opened within two weeks. */
  unreadShare: 0.4,
  /** Months that a document is kept: its bytes are erased a day after its access window (R6.2). */
  monthsKept: 13,
} as const;

/** One line of the bill: how many units of a price `customers` customers use in a month, and how that is reckoned. */
export type Line = {
  readonly price: Price;
  readonly how: string;
  readonly units: (customers: number, watched: Watched) => number;
};

const million = 1e6;
const a = assumptions;
const visits = (customers: number) => customers * a.visits;
const requests = (customers: number) => visits(customers) * a.requestsPerVisit;
export const documents = (customers: number) => customers * a.documents;
/** One for each document that goes, at one a month; one for each that is not opened (R14.1). */
export const reminders = (customers: number) => documents(customers) * (1 + a.unreadShare);
export const opened = (customers: number) => visits(customers) * a.openedPerVisit;
const rows = (customers: number) => customers * a.policies * a.registryFiles;
/** What CloudFront gets: requests, and six files a visit. */
export const requestsAtTheEdge = (customers: number) => requests(customers) + visits(customers) * 6;
/** Requests, the trigger at each sign-in, deliveries in batches of ten, outcomes of mails. */
const invocations = (customers: number) => requests(customers) + visits(customers) + documents(customers) * 1.1;
export const keptDocuments = (customers: number) => documents(customers) * a.monthsKept;
/** GB of registry files: a row is 0.2 KB, and each file is kept for its days. */
const registryGigabytes = (customers: number) => (rows(customers) * 0.2 * (registryFiles.keptForDays / 30)) / million;
const queues = Object.keys(workerQueues).length;
/** What proves a document's mail and readings is kept for years (the setting evidenceYears), 0.8 KB a document. */
const evidenceMonths = 5 * 12;
/**
 * GB: a document's item, its copy in the index by policy, its upload's three items, its due times and its evidence are 3.5 KB, an account 3 KB, a
 * registry policy and person 1.2 KB each.
 */
export const tableGigabytes = (customers: number) =>
  (keptDocuments(customers) * 3.5 +
    documents(customers) * evidenceMonths * 0.8 +
    customers * 3 +
    customers * a.policies * 1.2 +
    customers * 1.2) /
  million;

/** The bill's lines. Units of AWS calls are those that `npm run bench -- --calls` counts, with the capacity of their items. */
export const lines: readonly Line[] = [
  {
    price: 'Lambda: million requests',
    how: 'requests + one trigger a sign-in + 1.1 a document + the schedules',
    units: (n, { clockRuns }) => (invocations(n) + clockRuns) / million,
  },
  {
    price: 'Lambda: million GB-seconds, arm64',
    how: '0.5 GB x 0.08 s a run; the import 1 GB-s for 3,000 rows',
    units: (n) => (invocations(n) * 0.5 * 0.08 + rows(n) / 3_000) / million,
  },
  { price: 'HTTP API: million requests', how: 'requests', units: (n) => requests(n) / million },
  {
    price: 'DynamoDB: million write units',
    how: '34 a document with its two due times, 6 a reminder, 2 a sign-in, 3 an opened document, 82 a registration with its mails and its SMS, 4 a changed registry row',
    units: (n) =>
      (documents(n) * 34 +
        reminders(n) * 6 +
        visits(n) * 2 +
        opened(n) * 3 +
        n * a.newShare * 82 +
        rows(n) * a.changedShare * 4) /
      million,
  },
  {
    price: 'DynamoDB: million read units',
    how: '5 a document and 4 for its reminders, 2 a request, 2 a registry row, 1 more a new or changed one',
    units: (n) => (documents(n) * 9 + requests(n) * 2 + rows(n) * (2 + a.changedShare)) / million,
  },
  {
    price: 'DynamoDB: GB kept a month',
    how: '3.5 KB a document for 13 months, 0.8 KB for 5 years, 6 KB a customer',
    units: tableGigabytes,
  },
  { price: 'DynamoDB: GB in point-in-time recovery a month', how: 'the same', units: tableGigabytes },
  {
    price: 'S3: GB kept a month',
    how: `documents for 13 months, with all versions; registry files for ${registryFiles.keptForDays} days`,
    units: (n) => (keptDocuments(n) * a.documentMegabytes) / 1_000 + registryGigabytes(n),
  },
  { price: 'S3: million PUT requests', how: 'a document; change files', units: (n) => (documents(n) * 1.05) / million },
  {
    price: 'S3: million GET requests',
    how: 'read once at delivery, once each time opened',
    units: (n) => (documents(n) + opened(n)) / million,
  },
  {
    price: 'SQS: million requests',
    how: `four a document and its mail outcome; idle polling of ${queues} queues (5 pollers, 20 s)`,
    units: (n) => (documents(n) * 8 + queues * 5 * 3 * 60 * 24 * 30) / million,
  },
  {
    price: 'SES: thousand mails',
    how: 'one a document, one when it goes and one if it is not opened, two a registration',
    units: (n) => (documents(n) + reminders(n) + n * a.newShare * 2) / 1_000,
  },
  { price: 'SMS to Hungary: one part', how: 'one a registration', units: (n) => n * a.newShare },
  {
    price: 'Cognito Essentials: user who signs in that month',
    how: 'active customers beyond 10,000',
    units: (n) => Math.max(0, n * a.activeShare - 10_000),
  },
  {
    price: 'CloudFront: GB out, Europe',
    how: '60 KB of page and 2 KB an answer a visit',
    units: (n) => (visits(n) * (60 + 2 * a.requestsPerVisit)) / million,
  },
  {
    price: 'CloudFront: million HTTPS requests',
    how: 'requests + 6 files a visit',
    units: (n) => requestsAtTheEdge(n) / million,
  },
  {
    price: 'CloudFront Functions: million runs',
    how: 'the same',
    units: (n) => requestsAtTheEdge(n) / million,
  },
  { price: 'WAF: web ACL a month', how: 'one before CloudFront', units: () => 1 },
  {
    price: 'WAF: rule a month',
    how: 'signing in, recovering, registering; sign-ins counted; blocked networks',
    units: () => 5,
  },
  {
    price: 'WAF: million requests',
    how: 'all that CloudFront gets',
    units: (n) => requestsAtTheEdge(n) / million,
  },
  {
    price: 'S3: GB out to the internet',
    how: 'opened documents',
    units: (n) => (opened(n) * a.documentMegabytes) / 1_000,
  },
  {
    price: 'CloudWatch: GB of logs taken in',
    how: "1 KB a run (our line and the runtime's), the schedules' too; 0.3 KB of access log a request",
    units: (n, { clockRuns }) => (invocations(n) + clockRuns + requests(n) * 0.3) / million,
  },
  { price: 'CloudWatch: alarm a month', how: 'each metric of an alarm counts', units: (_, watched) => watched.metrics },
  {
    price: 'CloudWatch: composite alarm a month',
    how: 'pages and tickets that sum up others',
    units: (_, watched) => watched.composites,
  },
  {
    price: 'CloudWatch: own metric a month',
    how: 'what customers and files do, and failures of some ten functions',
    units: () => 34,
  },
  {
    price: 'CloudWatch: dashboard a month',
    how: 'one; it has more than the fifty metrics that are free',
    units: () => 1,
  },
  {
    price: 'Secrets Manager: secret a month',
    how: 'pseudonyms, limits, the app client, three generations of what CloudFront shows to the API',
    units: () => 6,
  },
  { price: 'KMS: key a month', how: 'one for all topics', units: () => 1 },
  {
    price: 'AWS Backup: GB of tables kept a month',
    how: "each day's copy of the portal's table for 35 days",
    units: (n) => tableGigabytes(n) * 35,
  },
  {
    price: 'AWS Backup: GB of objects kept a month',
    how: 'each document once: copies after the first hold what is new',
    units: (n) => (keptDocuments(n) * a.documentMegabytes) / 1_000,
  },
];
