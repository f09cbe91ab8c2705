import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { type Answer, callApi } from './api.ts';
import { registerAtInsurer } from './insurer.ts';
import type { Portal } from './portal.ts';

const stackSchema = v.object({ outputs: v.record(v.string(), v.string()), passwordChecks: v.number() });
const readStack = async (portal: Portal) =>
  v.parse(stackSchema, await (await fetch(`${portal.url}/_local/stack`)).json());

/** How many passwords the pool has compared so far. */
export const passwordChecks = async (portal: Portal): Promise<number> => (await readStack(portal)).passwordChecks;

type Fault = {
  readonly service: string;
  readonly operation: string;
  readonly function?: string;
  readonly error?: string;
  readonly message?: string;
  readonly crash?: boolean;
  readonly when?: 'before' | 'after';
  readonly times?: number;
  readonly skip?: number;
  readonly delayMs?: number;
};

const faultsUrl = (portal: Portal) => `${portal.url}/_local/faults`;

/** The whole name of a function, which the host puts the stack's before. */
function wholeName(portal: Portal, name: string): string {
  const [found] = portal.functions
    .filter((whole) => whole.endsWith(`-${name}`))
    .sort((one, other) => one.length - other.length);
  if (!found) throw new Error(`there is no function ${name}`);
  return found;
}

/** Makes the next calls that fit fail; see `/_local/faults`. */
export async function addFault(portal: Portal, fault: Fault): Promise<void> {
  const response = await fetch(faultsUrl(portal), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault.function ? { ...fault, function: wholeName(portal, fault.function) } : fault),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Faults that have not struck yet. */
export const pendingFaults = async (portal: Portal): Promise<number> =>
  v.parse(v.array(v.unknown()), await (await fetch(faultsUrl(portal))).json()).length;

export const clearFaults = async (portal: Portal): Promise<void> => {
  await fetch(faultsUrl(portal), { method: 'DELETE' });
};

/** So many persons whom the insurer has told of in one file; gives another one at each call. */
export async function personsOfInsurer(portal: Portal, count: number): Promise<() => Customer> {
  const persons = Array.from({ length: count }, () => aCustomer());
  await registerAtInsurer(portal, ...persons);
  return () => {
    const person = persons.pop();
    if (!person) throw new Error(`the file told of only ${count} persons`);
    return person;
  };
}

/** One try to sign in, whatever comes of it. */
export const trySignIn = (portal: Portal, username: string, password: string): Promise<Answer> =>
  callApi(portal, 'POST', 'session', { body: { username, password } });

export const askForRecovery = (portal: Portal, email: string, mobile: string): Promise<Answer> =>
  callApi(portal, 'POST', 'recoveries', { body: { email, mobile } });

const wrongSchema = v.object({ attemptsLeft: v.number() });
const lockedSchema = v.object({ lockedUntil: v.pipe(v.string(), v.isoTimestamp()) });

/** What a wrong password left over, as `401:2` says; of a lock only `423`. */
export const told = ({ status, body }: Answer): string =>
  v.is(wrongSchema, body) ? `${status}:${body.attemptsLeft}` : String(status);

export const lockedUntil = ({ body }: Answer): string => v.parse(lockedSchema, body).lockedUntil;

/** How often each status came. */
export const tally = (answers: readonly Answer[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

/** All that an answer tells but the moments that differ from call to call. */
export const bytesOf = ({ status, headers, text }: Answer) => ({
  status,
  headers: [...headers].filter(([name]) => !['date', 'apigw-requestid', 'x-request-id'].includes(name)).sort(),
  text: text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(time)'),
});

/** Every item of a table, as JSON. */
export async function allItems(portal: Portal, table: 'PortalTable' | 'RegistryTable'): Promise<string[]> {
  const { outputs } = await readStack(portal);
  const items: Record<string, AttributeValue>[] = [];
  for await (const { Items: page = [] } of paginateScan({ client: portal.dynamo }, { TableName: outputs[table] }))
    items.push(...page);
  return items.map((item) => JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value)));
}

/** Whether a number stands there by itself, not within a longer one: a time in ms holds many a subscriber's seven digits. */
const holdsNumber = (text: string, digits: string) => new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(text);

/** Whether some personal data that a customer has given stands in a text, in any case and form. */
function names({ identity, username, email, dialled }: Customer, text: string): boolean {
  const { familyName, birthFamilyName, birthDate, mothersFamilyName } = identity;
  const given = [username, email, familyName, birthFamilyName, birthDate, mothersFamilyName];
  const written = given.flatMap((one) => [one, encodeURIComponent(one)]);
  // Of +36301234567: with the country's code, as dialled at home, without either, as the subscriber's, in two parts.
  const [area, subscriber] = [dialled.slice(3), dialled.slice(5)];
  const parted = [' ', '-'].map((mark) => `${subscriber.slice(0, 3)}${mark}${subscriber.slice(3)}`);
  return (
    written.some((one) => text.toLowerCase().includes(one.toLowerCase())) ||
    [`36${area}`, `06${area}`, area, subscriber, ...parted].some((number) => holdsNumber(text, number))
  );
}

/** The items of both tables in which some personal data of this customer still stands. */
export async function itemsNaming(portal: Portal, customer: Customer): Promise<string[]> {
  const items = [...(await allItems(portal, 'PortalTable')), ...(await allItems(portal, 'RegistryTable'))];
  return items.filter((item) => names(customer, item));
}
