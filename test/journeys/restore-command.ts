import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Portal } from './portal.ts';

const outputsSchema = v.object({ outputs: v.record(v.string(), v.string()) });

/** The operator's command, as the runbook has it; what it prints. */
export async function restoreTable(
  portal: Portal,
  step: 'prepare' | 'finish',
  { table, since }: { readonly table: string; readonly since: Date },
): Promise<string> {
  const { outputs } = v.parse(outputsSchema, await (await fetch(`${portal.url}/_local/stack`)).json());
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[join(import.meta.dirname, '../../bin/operate.ts'), 'restore', step],
    ...['--table', table, '--since', since.toISOString()],
    ...['--bucket', outputs.DocumentsBucket ?? '', '--registry-table', outputs.RegistryTable ?? ''],
    ...['--user-pool', outputs.UserPoolId ?? '', '--endpoint-url', portal.aws],
  ]);
  return stdout;
}
