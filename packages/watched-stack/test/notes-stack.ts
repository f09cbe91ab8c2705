import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { ByClock, keptTable, QueueWorker, Stores, type System, WatchedFunction, WatchedStack } from 'watched-stack';

/** The names that the functions of the notes use. */
export type Access = {
  readonly variables: readonly ('NOTES_TABLE' | 'POST_QUEUE_URL' | 'NEVER_SET')[];
  readonly grants: readonly { readonly on: 'notes-table' | 'post-queue'; readonly actions: readonly string[] }[];
};

const onTable = (...actions: readonly string[]): Access => ({
  variables: ['NOTES_TABLE'],
  grants: [{ on: 'notes-table', actions: actions.map((action) => `dynamodb:${action}`) }],
});
export const read = onTable('GetItem');
export const write = onTable('PutItem', 'GetItem');
export const post: Access = {
  variables: ['POST_QUEUE_URL'],
  grants: [{ on: 'post-queue', actions: ['sqs:SendMessage'] }],
};

/** Where each function has an empty bundle. */
const bundleFolder = mkdtempSync(join(tmpdir(), 'notes-bundles-'));
for (const name of ['show-note', 'add-note', 'post-notes', 'sweep-notes']) {
  mkdirSync(join(bundleFolder, name));
  writeFileSync(join(bundleFolder, name, 'index.mjs'), 'export const handler = () => {};\n');
}

/** A small system of notes that goes by the defaults of this package. */
export const notes = (changes: Partial<System> = {}): System => ({
  name: 'Notes',
  called: 'the notes',
  bundleFolder,
  metrics: { namespace: 'Notes', dimension: 'FunctionName', failures: 'Failures' },
  runbook: 'runbook.md',
  isProtected: true,
  isTraced: false,
  areWorkersPaused: false,
  ...changes,
});

const env = { account: '123456789012', region: 'eu-central-1' };

/** An app whose templates CDK holds against nothing: that takes longer than all else here. */
export const anApp = () => new App({ analyticsReporting: false, builtinCloudFormationValidation: false });

/** An empty stack of the notes, to make constructs in. */
export class NotesStack extends WatchedStack {
  constructor(system: System, id = 'Notes', app: Construct = anApp()) {
    super(app, id, { system, env });
  }
}

/** The notes: a table, two functions of people, a queue's worker and a schedule. */
export class WholeNotes extends NotesStack {
  readonly stores = new Stores<Access>();
  readonly table: Table;
  readonly adding: WatchedFunction<Access>;

  constructor(system: System) {
    super(system);
    this.table = new Table(this, 'table', keptTable(this));
    this.stores.provide({ NOTES_TABLE: this.table.tableName }).add('notes-table', { arns: [this.table.tableArn] });
    new QueueWorker(this, 'post-notes', this.stores, {
      from: { store: 'post-queue', variable: 'POST_QUEUE_URL', mostReceives: 10 },
      uses: [read],
      timeout: Duration.seconds(30),
      batchSize: 10,
      maxConcurrency: 2,
      lateAfter: Duration.minutes(15),
      errorImpact: 'Nobody gets the notes.',
    });
    new WatchedFunction(this, 'show-note', this.stores, {
      severity: 'part',
      errorImpact: 'Nobody can read a note.',
      uses: [read],
    });
    this.adding = new WatchedFunction(this, 'add-note', this.stores, {
      severity: 'part',
      errorImpact: 'Nobody can write a note.',
      uses: [read, write, post],
    });
    const sweeping = new WatchedFunction(this, 'sweep-notes', this.stores, {
      errorImpact: 'Old notes stay.',
      uses: [write],
    });
    new ByClock(this, 'every-hour', { runs: sweeping, every: Duration.hours(1), errorImpact: 'Old notes stay.' });
  }
}

/** The template of the notes. */
export const templateOf = (changes: Partial<System> = {}): Template =>
  Template.fromStack(new WholeNotes(notes(changes)));
