import { copyFile, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { identity, language, paymentMethod, policyState, product } from '#shared/contract/fields.ts';
import { aCustomer, type Customer } from '#test/builders/customer.ts';
import { onceARun } from '#test/support/once-a-run.ts';
import { deviceOf, signUp, useDevice } from './customer.ts';
import { knowPersons } from './insured-persons.ts';
import { allWorkedOff, registerAtInsurer } from './insurer.ts';
import { openPortal, type Portal } from './portal.ts';

/** How many have signed up: enough for most files, and for those whose every test needs one. */
const counts = { some: 40, many: 180 } as const;
type Count = keyof typeof counts;

/** How many more persons the insurer knows; and how many customers sign up side by side, to keep two cores busy. */
const [insured, atOnce] = [25, 4];

const policySchema = v.object({ policyNumber: v.string(), product, state: policyState, paymentMethod });
const customerSchema = v.object({
  customerId: v.string(),
  identity,
  policies: v.pipe(v.tupleWithRest([policySchema], policySchema), v.readonly()),
  username: v.string(),
  email: v.string(),
  mobile: v.string(),
  dialled: v.string(),
  language,
  password: v.string(),
});
const stateSchema = v.object({
  insured: v.array(customerSchema),
  /** `device`: the cookie of the browser in which they signed up. */
  signedUp: v.array(v.object({ customer: customerSchema, device: v.string() })),
  /** Where the state lies with only so many customers. */
  directories: v.object({ some: v.string(), many: v.string() }),
});
type State = v.InferOutput<typeof stateSchema>;

/**
 * A portal in which the insurer's file has been imported and customers have signed up: for its first customer a portal needs more
 * work than for most tests, since each function starts. All of a run begin with copies of one state; without STARTING_STATE,
 * which `npm test` sets, or at PORTAL_URL, the portal has nobody yet.
 */
export async function openStartedPortal(count: Count = 'some'): Promise<Portal> {
  const { PORTAL_URL: elsewhere, STARTING_STATE: wanted } = process.env;
  if (elsewhere || !wanted) return openPortal();
  const state = await onceARun('starting state', stateSchema, makeState);
  const directory = await mkdtemp(join(tmpdir(), 'portal-state-'));
  await copyState(state.directories[count], directory);
  const opened = await openPortal(undefined, { directory, passesPauses: true });
  const portal = {
    ...opened,
    async close() {
      await opened.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  const signedUp = state.signedUp.slice(0, counts[count]);
  for (const { customer, device } of signedUp) useDevice(portal, customer, device);
  knowPersons(portal, { insured: state.insured, signedUp: signedUp.map(({ customer }) => customer) });
  return portal;
}

async function makeState(folder: string): Promise<State> {
  const directories = { some: join(folder, 'some'), many: join(folder, 'many') };
  const persons = Array.from({ length: counts.many + insured }, () => aCustomer());
  const customers = persons.slice(0, counts.many);
  const portal = await openPortal(undefined, { directory: directories.many });
  try {
    await registerAtInsurer(portal, ...persons);
    await signUpAll(portal, customers.slice(0, counts.some));
    await mkdir(directories.some);
    await copyState(directories.many, directories.some);
    await signUpAll(portal, customers.slice(counts.some));
    return {
      directories,
      insured: persons.slice(counts.many),
      signedUp: customers.map((customer) => ({ customer, device: deviceOf(portal, customer) ?? '' })),
    };
  } finally {
    await portal.close();
  }
}

async function signUpAll(portal: Portal, customers: readonly Customer[]): Promise<void> {
  const waiting = [...customers];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await signUp(portal, next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  await allWorkedOff(portal);
}

/** What these customers were sent is no test's business. */
const outboxes = ['ses.jsonl', 'sms.jsonl'];

/** Objects' bytes never change once written, so that both states may have the same files; journals grow. */
async function copyState(from: string, to: string): Promise<void> {
  await mkdir(join(to, 'blobs'));
  const blobs = await readdir(join(from, 'blobs'));
  await Promise.all(blobs.map((name) => link(join(from, 'blobs', name), join(to, 'blobs', name))));
  const journals = (await readdir(from)).filter((name) => name.endsWith('.jsonl') && !outboxes.includes(name));
  await Promise.all(journals.map((name) => copyFile(join(from, name), join(to, name))));
}
