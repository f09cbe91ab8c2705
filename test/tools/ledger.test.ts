import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { playedStack } from '#test/support/portal/played-stack.ts';
import {
  findLosses,
  findUnlisted,
  type LedgerResource,
  readLedger,
  type StackResources,
} from '../../bin/dev/ledger/ledger.ts';
import { readCommittedLedger, readResources } from '../../bin/dev/ledger/synthesized-ledger.ts';

const ledger = readCommittedLedger();
let stacks: StackResources;
let portalName: string;
beforeAll(async () => {
  const played = await playedStack();
  stacks = readResources(played);
  portalName = played.portalName;
});

const losses = (changed: StackResources) => findLosses(ledger, readLedger(changed, portalName));

/** The one kept resource of a stack whose logical id begins so. */
function found(stack: string, begins: string): readonly [string, LedgerResource] {
  const all = Object.entries(stacks[stack] ?? {}).filter(
    ([id]) => id.startsWith(begins) && `${stack}/${id}` in ledger.kept,
  );
  expect(all, begins).toHaveLength(1);
  const [first] = all;
  if (!first) throw new Error(`no ${begins}`);
  return first;
}

/** The stacks with one resource under another logical id, in the same stack or another. */
function moved(from: string, begins: string, to: string, newId: string): StackResources {
  const [id, resource] = found(from, begins);
  const { [id]: _, ...rest } = stacks[from] ?? {};
  return { ...stacks, [from]: rest, [to]: { ...(from === to ? rest : stacks[to]), [newId]: resource } };
}

describe('docs/ledger.json, what must not be replaced', () => {
  it('a deployment loses nothing of it: otherwise describe in docs/migrations how it is carried over, and npm run ledger', () => {
    expect(losses(stacks)).toEqual([]);
  });

  it('lists all that is kept (npm run ledger adds what is new)', () => {
    expect(findUnlisted(ledger, readLedger(stacks, portalName))).toEqual([]);
    const types = new Set(Object.values(ledger.kept).map(({ type }) => type));
    for (const type of ['DynamoDB::Table', 'S3::Bucket', 'Cognito::UserPool', 'SecretsManager::Secret', 'SQS::Queue'])
      expect(types).toContain(`AWS::${type}`);
  });

  it('what was migrated is described', () => {
    for (const [resource, file] of Object.entries(ledger.migrated)) {
      const path = join(import.meta.dirname, '../..', file);
      expect(existsSync(path), file).toBe(true);
      expect(readFileSync(path, 'utf8')).toContain(resource);
    }
  });
});

describe('the ledger names what would be lost', () => {
  it('by a construct that is renamed', () => {
    const [id] = found('data', 'portaltable');
    expect(losses(moved('data', 'portaltable', 'data', 'customerstableABCDEF12'))).toEqual([
      `data/${id} (AWS::DynamoDB::Table) is gone: the portal goes on with an empty table, and the items stay in one that it does not know`,
    ]);
  });

  it('by another length of the pseudonym secret: Secrets Manager makes a new value', () => {
    const [id, secret] = found('data', 'pseudonymssecret');
    const GenerateSecretString = { ...Object(secret.Properties?.GenerateSecretString), PasswordLength: 65 };
    const changed = { ...secret, Properties: { ...secret.Properties, GenerateSecretString } };
    expect(losses({ ...stacks, data: { ...stacks.data, [id]: changed } })).toEqual([
      `data/${id} (AWS::SecretsManager::Secret) has another GenerateSecretString: a new value: nobody is found by identity data or contact any more`,
    ]);
  });

  it('by a queue that moves to another stack, whose name is still taken', () => {
    const [id] = found('data', 'registryfilesqueue');
    expect(losses(moved('data', 'registryfilesqueue', 'portal', id))).toEqual([
      `data/${id} (AWS::SQS::Queue) is gone: the messages in it`,
      expect.stringMatching(
        new RegExp(
          `^data/${id} is portal/${id} now and has the same name \\(.*<portal>-import-registry\\): CloudFormation .* fails$`,
        ),
      ),
    ]);
  });

  it('by a function that is made by another construct under its former name', () => {
    const name = 'AWS::Lambda::Function <portal>-sign-in';
    const [stack = '', id = ''] = ledger.names[name]?.split('/') ?? [];
    const { [id]: one, ...rest } = stacks[stack] ?? {};
    if (!one) throw new Error('no sign-in');
    expect(losses({ ...stacks, [stack]: { ...rest, otherlambda: one } })).toEqual([
      expect.stringContaining(`${stack}/${id} is portal/otherlambda now and has the same name (${name})`),
    ]);
  });

  it('by a table that its stack no longer keeps, and by another key', () => {
    const [id, table] = found('data', 'registrytable');
    const changed = { ...table, DeletionPolicy: 'Delete', Properties: { ...table.Properties, KeySchema: [] } };
    const lines = losses({ ...stacks, data: { ...stacks.data, [id]: changed } });
    expect(lines.map((line) => /another (\w+)/.exec(line)?.[1])).toEqual(['DeletionPolicy', 'KeySchema']);
  });

  it('not by an endpoint or a queue that comes new', () => {
    const [, queue] = found('data', 'registryfilesqueue');
    const added = { ...queue, Properties: { ...queue.Properties, QueueName: `${portalName}-new` } };
    expect(losses({ ...stacks, portal: { ...stacks.portal, newqueue: added } })).toEqual([]);
    expect(
      findUnlisted(ledger, readLedger({ ...stacks, portal: { ...stacks.portal, newqueue: added } }, portalName)),
    ).toEqual(['portal/newqueue']);
  });
});
