import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Portal } from '#test/support/portal/portal.ts';

/** The operator's command, as the runbook has it; what it prints. */
export async function restoreTable(
  portal: Portal,
  step: 'prepare' | 'finish',
  { table, since }: { readonly table: string; readonly since: Date },
): Promise<string> {
  const { DocumentsBucket, RegistryTable, UserPoolId } = portal.outputs;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[join(import.meta.dirname, '../../bin/operate.ts'), 'restore', step],
    ...['--table', table, '--since', since.toISOString()],
    ...['--bucket', DocumentsBucket, '--registry-table', RegistryTable],
    ...['--user-pool', UserPoolId, '--endpoint-url', portal.aws],
  ]);
  return stdout;
}
