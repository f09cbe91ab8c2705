import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { fuzz } from './fuzz.ts';
import { tracesIn } from './marks.ts';

const portal = await portalOfFile();

it('R12 every request is answered with success or a known problem, never with a 5xx, and no log holds its data', async () => {
  // FUZZ_SEED repeats a run.
  const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
  const { sent, failures, statuses, succeeded } = await fuzz(portal, { count: 5000, seed, longestMs: 55_000 });
  reportMeasured(`${sent} requests with the seed ${seed}: ${JSON.stringify(statuses)}`);
  expect(failures.join('\n'), `seed ${seed}`).toBe('');
  expect(sent).toBeGreaterThan(1000);
  // The calls get past the checks: everything that needs nobody else's secret succeeded at least once.
  expect([...succeeded]).toEqual(
    expect.arrayContaining(
      [
        ...[contract.getAccount, contract.listPolicies, contract.listDocuments, contract.linkDocument],
        ...[contract.recoverAccess, contract.checkAuthenticity, contract.showAccount, contract.compareMobile],
        ...[contract.challengePasskey, contract.renamePasskey],
      ].map(({ name }) => name),
    ),
  );
});

it('a trace of a person in a log would be found', () => {
  const lines = [
    '{"name":"qzxfuzznameab"}',
    'to qzxfuzznamex@qzxfuzz.example',
    '+36307711234',
    '06 30 771 1234',
    '1965-02-03',
  ];
  expect(lines.map((line) => tracesIn(line).length > 0)).toEqual(lines.map(() => true));
  expect(tracesIn('{"at":"2026-11-22T20:00:00.000Z","requestId":"3a307711234"}')).toEqual([]);
});
