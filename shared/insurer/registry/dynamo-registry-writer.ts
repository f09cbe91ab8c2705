import { type DynamoDBClient, PutItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { groupChanges, groupParts, sinceOf } from './dynamo-group-parts.ts';
import { type Found, type Mark, readMarks } from './dynamo-registry-marks.ts';
import { groupKey, isElsewhere } from './identity-groups.ts';
import type { RegistryPolicy } from './registry.ts';
import { type Candidate, candidatesOf } from './registry-candidates.ts';
import type { RegistryWriter, RowOutcome, WrittenRow } from './registry-row.ts';

/** The consequences of a policy's row for its enrolment (R8.2, R9.2a): parts of the transaction that writes the row. */
export type RowConsequences = {
  /** The parts for changed rows: at least the check that the enrolment is as it was read. */
  of(policies: readonly RegistryPolicy[]): Promise<ReadonlyMap<string, TransactWriteItem[]>>;
  /**
   * The parts for first rows, only for those that change an enrolment. A policy without a row cannot be enrolled, so the others
   * need no check. A first row finds an enrolment only if the registry was lost and is imported again.
   */
  ofFirst(policies: readonly RegistryPolicy[]): Promise<ReadonlyMap<string, TransactWriteItem[]>>;
};

type Put = Required<TransactWriteItem>['Put'];
type Following = ReadonlyMap<string, TransactWriteItem[]>;
/** An item to write, and the mark of the item that it replaces. */
type Pending = { readonly candidate: Candidate; readonly mark: Mark | undefined };

type OnThrottle = () => void;
type Run = { readonly order: string; readonly onThrottle: OnThrottle };

const mostAttempts = 10;
/** The most parts in one transaction, and the most keys in one BatchGetItem. */
const mostItems = 100;

/** The condition that the item is still the one that was read. */
const asRead = (mark: Mark | undefined) =>
  mark
    ? {
        ConditionExpression: '#order = :order AND digest = :digest',
        ExpressionAttributeNames: { '#order': 'order' },
        ExpressionAttributeValues: toItem({ ':order': mark.order, ':digest': mark.digest }),
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** The outcome of a candidate that need not be written; undefined if it must be written. */
function outcomeWithoutWriting({ digest }: Candidate, mark: Mark | undefined, order: string): RowOutcome | undefined {
  // What this file wrote before an interruption counts as written, so the report equals that of an undisturbed run.
  if (mark?.digest === digest) return mark.order === order ? 'written' : 'unchanged';
  return mark && mark.order > order ? 'superseded' : undefined;
}

/** Whether a row changes anything that its enrolment depends on. */
const isTelling = (policy: RegistryPolicy, mark: Mark): boolean =>
  policy.holder !== mark.holder || policy.state !== mark.state || policy.paymentMethod !== mark.paymentMethod;

/**
 * Writes rows to the registry's table; unchanged items are only read. Each item keeps the `order` of its file, and an item with a
 * later order stays: the file that is later by LastModified, then key, wins row by row. A policy that is new, or that has another
 * holder, state or payment method, is written in one transaction with the consequences for its enrolment; a person in one with
 * its place among persons of equal identity data (R9.2a).
 */
export const dynamoRegistryWriter = (
  client: DynamoDBClient,
  table: string,
  pseudonyms: Pseudonyms,
  consequences: RowConsequences,
): RegistryWriter => {
  async function write(put: Put, beside: readonly TransactWriteItem[], onThrottle: OnThrottle): Promise<boolean> {
    const { done } =
      beside.length > 0
        ? await transact(client, { beside, row: { Put: put } }, { onThrottle })
        : await conditional(client.send(new PutItemCommand(put)));
    return done;
  }

  const putOf = ({ candidate, mark }: Pending, order: string): Put => {
    const { pk, sk, digest, content, person } = candidate;
    const since = person && { since: sinceOf(person, mark, order) };
    return { TableName: table, Item: toItem({ pk, sk, ...content(), ...since, order, digest }), ...asRead(mark) };
  };

  const changesOf = ({ candidate: { person }, mark }: Pending, order: string) =>
    person ? groupChanges(person, mark, order) : [];

  /** The consequences of these rows, by policy number. */
  async function consequencesOf(pending: readonly Pending[]): Promise<Following> {
    const first: RegistryPolicy[] = [];
    const changed: RegistryPolicy[] = [];
    for (const { candidate, mark } of pending) {
      if (!candidate.policy) continue;
      if (!mark) first.push(candidate.policy);
      else if (isTelling(candidate.policy, mark)) changed.push(candidate.policy);
    }
    const nothing: Following = new Map();
    const [ofFirst, ofChanged] = await Promise.all([
      first.length > 0 ? consequences.ofFirst(first) : nothing,
      changed.length > 0 ? consequences.of(changed) : nothing,
    ]);
    return new Map([...ofFirst, ...ofChanged]);
  }

  /** Writes one item by itself, and decides again whenever it has changed since it was read. */
  async function settle({ candidate, mark: read }: Pending, known: Following, run: Run): Promise<RowOutcome> {
    const { order, onThrottle } = run;
    const { policy } = candidate;
    let mark = read;
    let following = known;
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const outcome = outcomeWithoutWriting(candidate, mark, order);
      if (outcome) return outcome;
      const ofPolicy = (policy && following.get(policy.policyNumber)) ?? [];
      const ofPerson = groupParts(table, changesOf({ candidate, mark }, order));
      if (await write(putOf({ candidate, mark }, order), [...ofPolicy, ...ofPerson], onThrottle)) return 'written';
      mark = (await readMarks(client, table, [candidate])).marks.get(candidate.pk);
      following = await consequencesOf([{ candidate, mark }]);
    }
    throw new Error('A row of the registry changes faster than it can be written');
  }

  /**
   * Writes items without further consequences in one transaction: one call for each would be more than a million calls, and
   * BatchWriteItem has no conditions. If one of them has changed since it was read, each is settled by itself.
   */
  async function settleTogether(pending: readonly Pending[], run: Run): Promise<readonly RowOutcome[]> {
    const { order, onThrottle } = run;
    if (pending.length > 1) {
      const rows = pending.map((one) => ({ Put: putOf(one, order) }));
      const groups = groupParts(
        table,
        pending.flatMap((one) => changesOf(one, order)),
      );
      if ((await transact(client, { rows, groups }, { onThrottle })).done) return pending.map(() => 'written');
    }
    return Promise.all(pending.map((one) => settle(one, new Map(), run)));
  }

  async function settleAll(candidates: readonly Candidate[], { marks }: Found, run: Run) {
    const { order } = run;
    const outcomes = new Map<Candidate, RowOutcome>();
    const due: Pending[] = [];
    for (const candidate of candidates) {
      const mark = marks.get(candidate.pk);
      const outcome = outcomeWithoutWriting(candidate, mark, order);
      if (outcome) outcomes.set(candidate, outcome);
      else due.push({ candidate, mark });
    }
    const known = await consequencesOf(due);
    const isPlain = (one: Pending) => !known.has(one.candidate.policy?.policyNumber ?? '') && !leavesGroup(one);
    const plain = due.filter(isPlain);
    const following = due.filter((one) => !isPlain(one));
    const settled = async (pending: readonly Pending[], work: Promise<readonly RowOutcome[]>) => {
      for (const [at, outcome] of (await work).entries()) {
        const one = pending[at];
        if (one) outcomes.set(one.candidate, outcome);
      }
    };
    // A failure waits for the other half, so that no write of the batch is in progress when it is thrown.
    const halves = await Promise.allSettled([
      settled(plain, settleTogether(plain, run)),
      settled(following, Promise.all(following.map((one) => settle(one, known, run)))),
    ]);
    for (const half of halves) if (half.status === 'rejected') throw half.reason;
    return outcomes;
  }

  const leavesGroup = (pending: Pending) => changesOf(pending, '').some(({ change }) => change === 'DELETE');

  return {
    // Each row has a policy, a person, and the person's group under every secret.
    batchSize: Math.floor(mostItems / (2 + pseudonyms.all.length)),
    async write(rows, order, onThrottle = () => undefined) {
      const candidates = rows.map((row) => candidatesOf(row, pseudonyms));
      const all = candidates.flat();
      const groups = new Set(all.flatMap(({ person }) => person?.groups ?? []));
      const found = await readMarks(client, table, [...all, ...[...groups].map(groupKey)]);
      const outcomes = await settleAll(all, found, { order, onThrottle });
      const isSeveral = ({ person }: Candidate) =>
        person?.groups.some((group) =>
          isElsewhere(found.members.get(groupKey(group).pk) ?? [], person.customerId, order),
        ) === true;
      return candidates.map((items): WrittenRow => {
        const outcome = outcomeOfRow(items.map((item) => outcomes.get(item) ?? 'unchanged'));
        return items.some(isSeveral) ? { outcome, isSeveral: true } : { outcome };
      });
    },
  };
};

/** A row is written if one of its items was. */
const outcomeOfRow = (outcomes: readonly RowOutcome[]): RowOutcome =>
  outcomes.find((one) => one === 'written') ?? outcomes.find((one) => one === 'superseded') ?? 'unchanged';
