import * as v from 'valibot';

/** The resources for questions, by the names of the outputs of `conformanceTemplate`. */
export const resourcesSchema = v.object({
  /** A pool with both triggers, and its client. */
  Pool: v.string(),
  Client: v.string(),
  /** An on-demand table, with partition key `pk` and sort key `sk`; and one of a single write unit a second. */
  Table: v.string(),
  SmallTable: v.string(),
  /** URLs of queues: one for the upload events of `Bucket`; one that parks a message in `Parked` after two receives. */
  Announcements: v.string(),
  Queue: v.string(),
  Parked: v.string(),
  /** With versions. */
  Bucket: v.string(),
  /** Keys of a user who reads the bucket and does not list it. */
  ReaderKeyId: v.string(),
  ReaderSecret: v.string(),
  /** Names of alarms on metrics without data, by what each does without; and one on FILL of such a metric. */
  MissingAlarm: v.string(),
  BreachingAlarm: v.string(),
  NotBreachingAlarm: v.string(),
  FilledAlarm: v.string(),
});

/** How clients reach the service: empty for AWS itself with the usual credentials and region. */
export type ClientSettings = {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** Where questions are asked: clients' settings, and resources of their own. */
export type Place = v.InferOutput<typeof resourcesSchema> & {
  readonly settings: ClientSettings;
  /** The answer (XML) of a service of the query protocol that has no client here, such as `monitoring`. Rejects with what it refuses. */
  readonly query: (service: string, fields: Readonly<Record<string, string>>) => Promise<string>;
};
