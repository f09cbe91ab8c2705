import { type DynamoDBClient, PutItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transactNamed } from '#shared/platform/tables/dynamo-transact.ts';
import { groupChanges, groupParts, sinceOf } from './dynamo-group-parts.ts';
import { type Mark, readMarks, type Standing } from './dynamo-registry-marks.ts';
import { groupKey, standsElsewhere } from './identity-groups.ts';
import type { RegistryPolicy } from './registry.ts';
import { type Candidate, candidatesOf } from './registry-candidates.ts';
import type { RegistryWriter, RowOutcome, WrittenRow } from './registry-row.ts';

/** What a policy's row does to its enrolment (R8.2, R9.2a): parts of the transaction that writes the row, decided by what stands now. */
export type RowConsequences = {
  /** Of changed rows, each with parts: at least the check that the enrolment is as it was read. */
  of(policies: readonly RegistryPolicy[]): Promise<ReadonlyMap<string, TransactWriteItem[]>>;
  /**
   * Of first rows, only those that do something. Nobody can enrol a policy without a row, so what is left alone needs no check;
   * a first row meets an enrolment only where the registry was lost and is made again.
   */
  ofFirst(policies: readonly RegistryPolicy[]): Promise<ReadonlyMap<string, TransactWriteItem[]>>;
};

type Put = Required<TransactWriteItem>['Put'];
type Following = ReadonlyMap<string, TransactWriteItem[]>;
/** An item to be written, and what stood in its place. */
type Pending = { readonly candidate: Candidate; readonly mark: Mark | undefined };

const mostAttempts = 10;
/** The most keys that one BatchGetItem takes, and the most parts of one transaction. */
const mostItems = 100;

/** The item still is what the decision was made by. */
const asRead = (mark: Mark | undefined) =>
  mark
    ? {
        ConditionExpression: '#order = :order AND digest = :digest',
        ExpressionAttributeNames: { '#order': 'order' },
        ExpressionAttributeValues: toItem({ ':order': mark.order, ':digest': mark.digest }),
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** What an item makes of its candidate without any writing; undefined: it has to be written. */
function outcomeWithoutWriting({ digest }: Candidate, mark: Mark | undefined, order: string): RowOutcome | undefined {
  // What this very file wrote before it was interrupted counts as written: the report is that of an undisturbed run.
  if (mark?.digest === digest) return mark.order === order ? 'written' : 'unchanged';
  return mark && mark.order > order ? 'superseded' : undefined;
}

/** Whether a policy's row is changed in what its enrolment hangs on. */
const isTelling = (policy: RegistryPolicy, mark: Mark): boolean =>
  policy.holder !== mark.holder || policy.state !== mark.state || policy.paymentMethod !== mark.paymentMethod;

/**
 * Writes rows to the registry's table: what stands there unchanged is only read. `order` goes with each item; an item
 * of a later order stays (design: the later by LastModified, then key, wins row by row). A policy that is new, or whose holder,
 * state or payment method changes, is written together with what that does to its enrolment, or not at all; a person together
 * with its place among persons of equal identity data (R9.2a).
 */
export const dynamoRegistryWriter = (
  client: DynamoDBClient,
  table: string,
  pseudonyms: Pseudonyms,
  consequences: RowConsequences,
): RegistryWriter => {
  async function write(put: Put, beside: readonly TransactWriteItem[]): Promise<boolean> {
    const { done } =
      beside.length > 0
        ? await transactNamed(client, { beside, row: { Put: put } })
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

  /** What these rows bring with them, by policy number. */
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

  /** One item by itself, decided again whenever it turns out to have changed since it was read. */
  async function settle({ candidate, mark: read }: Pending, known: Following, order: string): Promise<RowOutcome> {
    const { policy } = candidate;
    let mark = read;
    let following = known;
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const outcome = outcomeWithoutWriting(candidate, mark, order);
      if (outcome) return outcome;
      const ofPolicy = (policy && following.get(policy.policyNumber)) ?? [];
      const ofPerson = groupParts(table, changesOf({ candidate, mark }, order));
      if (await write(putOf({ candidate, mark }, order), [...ofPolicy, ...ofPerson])) return 'written';
      mark = (await readMarks(client, table, [candidate])).marks.get(candidate.pk);
      following = await consequencesOf([{ candidate, mark }]);
    }
    throw new Error('A row of the registry changes faster than it can be written');
  }

  /**
   * Items that touch nothing else, in one transaction: a million rows would be more than a million calls otherwise, and
   * BatchWriteItem knows no conditions. Where one has changed since it was read, each is settled by itself.
   */
  async function settleTogether(pending: readonly Pending[], order: string): Promise<readonly RowOutcome[]> {
    if (pending.length > 1) {
      const rows = pending.map((one) => ({ Put: putOf(one, order) }));
      const groups = groupParts(
        table,
        pending.flatMap((one) => changesOf(one, order)),
      );
      if ((await transactNamed(client, { rows, groups })).done) return pending.map(() => 'written');
    }
    return Promise.all(pending.map((one) => settle(one, new Map(), order)));
  }

  async function settleAll(candidates: readonly Candidate[], { marks }: Standing, order: string) {
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
    // A failure waits for the other half: nothing of a batch is on its way any more when it is told.
    const halves = await Promise.allSettled([
      settled(plain, settleTogether(plain, order)),
      settled(following, Promise.all(following.map((one) => settle(one, known, order)))),
    ]);
    for (const half of halves) if (half.status === 'rejected') throw half.reason;
    return outcomes;
  }

  const leavesGroup = (pending: Pending) => changesOf(pending, '').some(({ change }) => change === 'DELETE');

  return {
    // Of each row a policy, a person, and the person's group under every secret.
    batchSize: Math.floor(mostItems / (2 + pseudonyms.all.length)),
    async write(rows, order) {
      const candidates = rows.map((row) => candidatesOf(row, pseudonyms));
      const all = candidates.flat();
      const groups = new Set(all.flatMap(({ person }) => person?.groups ?? []));
      const standing = await readMarks(client, table, [...all, ...[...groups].map(groupKey)]);
      const outcomes = await settleAll(all, standing, order);
      const isSeveral = ({ person }: Candidate) =>
        person?.groups.some((group) =>
          standsElsewhere(standing.members.get(groupKey(group).pk) ?? [], person.customerId, order),
        ) === true;
      return candidates.map((items): WrittenRow => {
        const outcome = outcomeOfRow(items.map((item) => outcomes.get(item) ?? 'unchanged'));
        return items.some(isSeveral) ? { outcome, isSeveral: true } : { outcome };
      });
    },
  };
};

/** Of a row's items: written if one was. */
const outcomeOfRow = (outcomes: readonly RowOutcome[]): RowOutcome =>
  outcomes.find((one) => one === 'written') ?? outcomes.find((one) => one === 'superseded') ?? 'unchanged';
