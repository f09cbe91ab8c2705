import * as v from 'valibot';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { metrics } from '#shared/platform/metrics/metrics.ts';
import { functionLogs } from '#test/support/portal/control.ts';
import { openPortal } from '#test/support/portal/portal.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { describeDependencyAlarms } from './alarms/dependency-alarms.ts';
import { describeDocumentAlarms } from './alarms/document-alarms.ts';
import { describeFunctionAlarms } from './alarms/function-alarms.ts';
import { describeInsurerAlarms } from './alarms/insurer-alarms.ts';
import { describeMessageAlarms } from './alarms/message-alarms.ts';
import { tableUnder } from './logging-guide.ts';
import { alarms, everWentOff, letPass } from './watched-portal.ts';

const stack = await stackWith({
  smsCanaryNumber: '+36301110000',
  sesDailyQuota: 10,
  lockSurge: 2,
  lambdaConcurrency: 40,
});
// Hooks run from the last to the first: the portal closes before.
afterAll(() => stack.remove());
const portal = await portalOfFile(() => openPortal(stack));
beforeEach(() => letPass(portal));

// One portal hears of all faults: in the end each alarm has gone off, and no field of a log line is unknown.
describeFunctionAlarms(portal);
describeDependencyAlarms(portal);
describeMessageAlarms(portal);
describeDocumentAlarms(portal);
describeInsurerAlarms(portal);

describe('R12.3 the template against the emitted metrics', () => {
  /** These write no line: they answer or they crash, and Lambda counts that. */
  const neverLogs = ['answer-unknown-route', 'name-account'];

  it('every alarm of the template went off above, under the fault that it names', async () => {
    const silent = (await alarms(portal)).filter(({ heading }) => !everWentOff.has(heading));
    // The drills show those of schedules, and test/operations/pages.test.ts the file that shrinks.
    expect(silent.map(({ heading }) => heading).filter((one) => !/-not-running$|^registry-shrunk$/.test(one))).toEqual(
      [],
    );
  });

  it('every metric that an alarm names, with its dimensions, was emitted', async () => {
    const silent = (await alarms(portal)).filter(({ unmeasured }) => unmeasured.length > 0);
    expect(silent.map(({ heading, unmeasured }) => [heading, unmeasured]).sort()).toEqual(
      neverLogs.map((name) => [name, ['CustomerPortal Failures']]),
    );
  });

  it('R12.1 every line that functions wrote holds nothing but the fields of docs/logging.md', async () => {
    const lines = (await functionLogs(portal)).flatMap(({ line }) => {
      if (!line.startsWith('{')) return [];
      const fields = v.parse(v.record(v.string(), v.unknown()), JSON.parse(line));
      return [fields];
    });
    expect(lines.length).toBeGreaterThan(100);
    const known = new Set([...tableUnder('Fields'), ...Object.keys(metrics)]);
    expect([...new Set(lines.flatMap((line) => Object.keys(line)))].filter((field) => !known.has(field))).toEqual([]);
    const codes = new Set(tableUnder('Codes'));
    expect([...new Set(lines.map(({ message }) => String(message)))].filter((code) => !codes.has(code))).toEqual([]);
  });
});
