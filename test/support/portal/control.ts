import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { Portal } from './portal.ts';

const mailSchema = v.object({ to: v.string(), subject: v.string(), text: v.string(), html: v.string() });
const smsSchema = v.object({ to: v.string(), text: v.string() });
const callSchema = v.object({
  function: v.nullable(v.string()),
  operation: v.nullable(v.string()),
  actions: v.array(v.string()),
  resources: v.array(v.string()),
  allowed: v.boolean(),
  outcome: v.string(),
});
const lineSchema = v.object({ function: v.string(), at: v.string(), line: v.string() });
const stackSchema = v.object({ passwordChecks: v.number() });
const workSchema = v.object({
  busy: v.array(v.string()),
  queues: v.array(v.object({ name: v.string(), waiting: v.number(), delayed: v.number(), givenOut: v.number() })),
});
const clockSchema = v.object({ now: v.pipe(v.string(), v.isoTimestamp()) });

export type Mail = v.InferOutput<typeof mailSchema>;

const read = async <S extends v.GenericSchema>(portal: Portal, path: string, schema: S, body?: object) => {
  const response = await fetch(`${portal.url}/_local/${path}`, {
    ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`/_local/${path} answered ${response.status}`);
  return v.parse(schema, await response.json());
};

/** Tests sign in from new browsers all the time (R1.6); who counts mails means the others. */
const isAboutNewBrowser = ({ subject }: Mail) => /^Új böngészőből|^A new browser/.test(subject);

/** Each registration and each click on ePosta brings a record (R8.2b). */
const isRecord = ({ subject }: Mail) => /^Visszaigazolás: |^For your records: /.test(subject);

/** All mails but those about new browsers and the records of what was agreed to. */
export const allMails = async (portal: Portal): Promise<Mail[]> =>
  (await read(portal, 'mail', v.array(mailSchema))).filter((mail) => !isAboutNewBrowser(mail) && !isRecord(mail));

const everyMailTo = (portal: Portal, address: string) =>
  read(portal, `mail?${new URLSearchParams({ to: address })}`, v.array(mailSchema));

/** The mails to an address but those about new browsers and the records, oldest first. */
export const mailsTo = async (portal: Portal, address: string): Promise<Mail[]> =>
  (await everyMailTo(portal, address)).filter((mail) => !isAboutNewBrowser(mail) && !isRecord(mail));

/** The records of what a customer agreed to (R8.2b), oldest first. */
export const recordsTo = async (portal: Portal, address: string): Promise<Mail[]> =>
  (await everyMailTo(portal, address)).filter(isRecord);

/** The mails about new browsers to an address, oldest first (R1.6). */
export const newBrowserMailsTo = async (portal: Portal, address: string): Promise<Mail[]> =>
  (await everyMailTo(portal, address)).filter(isAboutNewBrowser);

/** The text messages to a number (E.164), oldest first. */
export const smsTo = (portal: Portal, number: string) =>
  read(portal, `sms?${new URLSearchParams({ to: number })}`, v.array(smsSchema));

/** Every AWS call so far. */
export const awsCalls = (portal: Portal) => read(portal, 'calls', v.array(callSchema));

/** The AWS calls of a function so far, by its whole name. */
export const awsCallsOf = (portal: Portal, functionName: string) =>
  read(portal, `calls?${new URLSearchParams({ function: functionName })}`, v.array(callSchema));

/** Every line that the functions wrote so far. */
export const functionLogs = (portal: Portal) => read(portal, 'logs', v.array(lineSchema));

/** The newest line of a function, by its whole name; undefined where it has written none. */
export const newestLine = async (portal: Portal, functionName: string) =>
  (await read(portal, `logs?${new URLSearchParams({ function: functionName, last: '1' })}`, v.array(lineSchema)))[0];

/** How many passwords the pool has compared so far. */
export const passwordChecks = async (portal: Portal) => (await read(portal, 'stack', stackSchema)).passwordChecks;

/** What is being worked at: the functions that run at this moment, and how many messages lie in each queue. */
export const workUnderWay = (portal: Portal) => read(portal, 'work', workSchema);

/** A table's items, by its full name, that hold one of these texts in any case; all of them without any. */
export const itemsHolding = (portal: Portal, table: string, texts: readonly string[]) =>
  read(
    portal,
    `items?${new URLSearchParams([['table', table], ...texts.map((text): [string, string] => ['text', text])])}`,
    v.array(v.looseObject({})),
  );

/** The moved time. */
export const timeNow = async (portal: Portal) => new Date((await read(portal, 'clock', clockSchema)).now);

/** Waits until no function works, for at most `mostMs` of real time: a function may itself wait for the time to move. */
export async function idle(portal: Portal, mostMs = 120_000): Promise<void> {
  const end = Date.now() + mostMs;
  // Between two functions, such as a worker and the recorder of its mails, none works for a moment.
  for (let quiet = 0; quiet < 3 && Date.now() < end; await pause(10))
    quiet = (await workUnderWay(portal)).busy.length === 0 ? quiet + 1 : 0;
}

/** Moves the time on by an ISO 8601 duration, also while functions work. */
export const advanceUnderWay = async (portal: Portal, duration: string) => {
  await read(portal, 'clock', clockSchema, { advance: duration });
};

/**
 * Moves the time on by an ISO 8601 duration once the functions have ended: a minute that passes while one works ends its
 * lease and its patience, and on a busy machine every function is slow. What still works after 5 s waits for the time.
 */
export async function advance(portal: Portal, duration: string): Promise<void> {
  await idle(portal, 5_000);
  await advanceUnderWay(portal, duration);
}

/** Moves the time on to an instant. */
export const advanceTo = async (portal: Portal, instant: Date) =>
  advance(portal, `PT${Math.max(0, (instant.getTime() - (await timeNow(portal)).getTime()) / 1000).toFixed(3)}S`);

export const resetClock = async (portal: Portal) => {
  await read(portal, 'clock', clockSchema, { reset: true });
};
