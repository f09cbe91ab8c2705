import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformance } from '#host/conformance/conformance.ts';
import { createTables, type DynamoHost, judgeMissing, startJudge } from '../dynamodb/hosts.ts';
import { reportSkipped } from '../report-line.ts';

/** Where the judge does otherwise than AWS documents. */
const judgeErrs: Readonly<Record<string, string>> = {
  'dynamodb-update-clauses': 'the judge takes one position of a list after the other',
  'dynamodb-page-size': 'the judge leaves the item that crosses 1 MB to the next page',
  'dynamodb-cursor-outside': 'the judge takes any starting key',
  'dynamodb-transaction-parsed-first': 'the judge wraps a broken expression; AWS parses before it starts',
  'dynamodb-throttled-transaction': 'the judge throttles nothing',
  'dynamodb-throttled-write': 'the judge throttles nothing',
};

const about = "DynamoDB's questions, put to the judge";
if (judgeMissing) reportSkipped(about, judgeMissing);

describe.skipIf(judgeMissing)(about, () => {
  let judge: DynamoHost | undefined;
  beforeAll(async () => {
    judge = await startJudge();
    await createTables(judge);
  });
  afterAll(() => judge?.close());

  for (const { id, text, expected, ask } of conformance.dynamodb) {
    const why = judgeErrs[id];
    if (why) reportSkipped(id, why);
    it.skipIf(why)(`${id}: ${text}`, async () => {
      const settings = {
        endpoint: judge?.url ?? '',
        region: 'eu-central-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      };
      expect(await ask({ settings, Table: 'Main', SmallTable: 'KeyOnly' })).toBe(expected);
    });
  }
});
