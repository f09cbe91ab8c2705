import { afterEach, describe, expect, it } from 'vitest';
import { createCalls } from '#host/aws/calls.ts';
import { createFaults } from '#host/aws/faults.ts';
import { createClock } from '#host/clock.ts';
import { type ControlNeeds, createControl } from '#host/control/control.ts';
import { addDuration } from '#host/control/duration.ts';
import { createLimits } from '#host/limits.ts';

const clock = createClock();
const faults = createFaults();
const limits = createLimits();
const uploads: string[] = [];
const needs: ControlNeeds = {
  clock,
  faults,
  limits,
  calls: createCalls(),
  mail: () => [{ subject: 'hello' }],
  sms: () => [],
  logs: () => [],
  accessLog: () => [{ status: '403' }],
  metrics: () => [],
  alarms: () => [],
  invoke: async (name, event) => ({ name, event }),
  stack: () => ({ outputs: {} }),
  work: () => ({ busy: ['app-sign-in'], queues: [] }),
  functionNamed(name) {
    if (name !== 'sign-in') throw new Error(`the stack has no function ${name}: there are app-sign-in`);
    return 'app-sign-in';
  },
  tableNamed(name) {
    if (name !== 'notes') throw new Error(`the stack has no table ${name}: there are app-notes-1`);
    return 'app-notes-1';
  },
  items: (table, texts) => [{ table, texts }],
  sweep: async () => ({ items: 2 }),
  dropZone: {
    output: 'Files',
    title: 'As the sender',
    uploads: [
      { prefix: 'documents/', form: { title: 'Send a file', file: 'File', accept: '' } },
      { prefix: 'tables/' },
    ],
  },
  upload: async (key, _, metadata) => {
    uploads.push([key, ...Object.entries(metadata).flat()].join(' '));
    return { key };
  },
};
const control = createControl(needs);
afterEach(() => {
  clock.reset();
  faults.clear();
  limits.clear();
});

async function ask(
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
  { handle } = control,
) {
  const [pathname = '', query = ''] = path.split('?');
  const request = {
    method,
    path: pathname,
    query,
    headers: { host: '127.0.0.1:3000', ...headers },
    body: Buffer.from(body),
    address: '127.0.0.1',
  };
  const response = await handle(request);
  const text = response.body.toString();
  return { status: response.status, text, json: () => JSON.parse(text) };
}

describe('durations', () => {
  it.each([
    ['2027-01-31T10:00:00Z', 'P1M', '2027-02-28T10:00:00Z'],
    ['2027-01-31T10:00:00Z', 'P13M', '2028-02-29T10:00:00Z'],
    ['2028-02-29T10:00:00Z', 'P1Y', '2029-02-28T10:00:00Z'],
    ['2027-01-01T00:00:00Z', 'PT24H', '2027-01-02T00:00:00Z'],
    ['2027-01-01T00:00:00Z', 'P1W2DT3H4M5.5S', '2027-01-10T03:04:05.500Z'],
  ])('%s + %s = %s', (from, duration, expected) => {
    expect(addDuration(Date.parse(from), duration)).toBe(Date.parse(expected));
  });
  it.each(['', 'P', 'PT', '24H', 'P1H', 'P-1D'])('%j is none', (text) => {
    expect(() => addDuration(0, text)).toThrow('is no ISO 8601 duration');
  });
});

describe('the control interface', () => {
  it('moves the clock and resets it', async () => {
    const before = Date.now();
    const moved = await ask('POST', '/_local/clock', '{"advance":"PT24H"}');
    expect(Date.parse(moved.json().now) - before).toBeGreaterThanOrEqual(86_400_000);
    const back = await ask('POST', '/_local/clock', '{"reset":true}');
    expect(Date.parse(back.json().now) - before).toBeLessThan(60_000);
  });

  it.each([
    ['/_local/clock', 'no json'],
    ['/_local/clock', '{"advance":"soon"}'],
    ['/_local/clock', '{"advance":"PT1H","reset":true}'],
    ['/_local/faults', '{"service":"ses"}'],
    ['/_local/faults', '{"service":"dynamodb","operation":"*","error":"ThrottlingException","reasons":["None"]}'],
    ['/_local/limits', '{"cognito":{"UserPoolClientReads":5}}'],
    ['/_local/limits', '{"cognito":{"UserRead":-1}}'],
    ['/_local/limits', '{"dynamodb":{"lists":{"writeUnits":5}}}'],
    ['/_local/limits', '{"dynamodb":{"notes":{}}}'],
    ['/_local/limits', '{"ses":{"dailyQuota":"many"}}'],
    ['/_local/limits', '{"lambda":{"concurrency":0}}'],
    ['/_local/limits', '{"s3":{}}'],
    ['/_local/upload?key=elsewhere/x', ''],
  ])('a bad body for %s is a 400 with its reason: %s', async (path, body) => {
    const { status, json } = await ask('POST', path, body);
    expect(status).toBe(400);
    expect(json().error.length).toBeGreaterThan(5);
  });

  it('lists what a table holds of somebody, and refuses an unknown table', async () => {
    const items = await ask('GET', '/_local/items?table=notes&text=anna&text=%2B3630');
    expect(items.json()).toEqual([{ table: 'app-notes-1', texts: ['anna', '+3630'] }]);
    const refused = await ask('GET', '/_local/items?table=letters');
    expect([refused.status, refused.json().error]).toEqual([400, expect.stringContaining('there are app-notes-1')]);
    expect((await ask('GET', '/_local/items')).status).toBe(400);
  });

  it('accepts a function by its short name, and refuses an unknown one', async () => {
    const fault = '{"service":"ses","operation":"SendEmail","crash":true,"times":1,"function":"';
    expect((await ask('POST', '/_local/faults', `${fault}sign-in"}`)).json()).toMatchObject({
      function: 'app-sign-in',
    });
    const refused = await ask('POST', '/_local/faults', `${fault}sign-inn"}`);
    expect([refused.status, refused.json().error]).toEqual([400, expect.stringContaining('there are app-sign-in')]);
    await ask('DELETE', '/_local/faults');
  });

  it('accepts, lists and clears faults', async () => {
    const made = await ask(
      'POST',
      '/_local/faults',
      '{"service":"ses","operation":"SendEmail","error":"ThrottlingException","times":2}',
    );
    expect(made.status).toBe(201);
    expect((await ask('GET', '/_local/faults')).json()).toMatchObject([{ operation: 'SendEmail', remaining: 2 }]);
    await ask('DELETE', '/_local/faults');
    expect((await ask('GET', '/_local/faults')).json()).toEqual([]);
  });

  it('has no limits at first, adds to those that are set, and clears them all', async () => {
    const seen = async () => (await ask('GET', '/_local/limits')).json();
    expect(await seen()).toEqual({});
    const set = (body: object) => ask('POST', '/_local/limits', JSON.stringify(body));
    const first = { cognito: { UserPoolClientRead: 5, UserRead: 120 }, dynamodb: { notes: { writeUnits: 4000 } } };
    expect((await set(first)).status).toBe(201);
    await set({ cognito: { UserPoolClientRead: 15 }, ses: { dailyQuota: 1000 }, lambda: { concurrency: 10 } });
    expect(await seen()).toEqual({
      cognito: { UserPoolClientRead: 15, UserRead: 120 },
      dynamodb: { 'app-notes-1': { writeUnits: 4000 } },
      ses: { dailyQuota: 1000 },
      lambda: { concurrency: 10 },
    });
    await ask('DELETE', '/_local/limits');
    expect(await seen()).toEqual({});
  });

  it('sweeps, uploads, and shows mail and the page', async () => {
    expect((await ask('POST', '/_local/ttl')).json()).toEqual({ items: 2 });
    expect((await ask('POST', '/_local/upload?key=documents%2FA%2F1%2Fx.pdf', 'x')).status).toBe(201);
    expect(uploads).toEqual(['documents/A/1/x.pdf']);
    expect((await ask('GET', '/_local/mail')).json()).toEqual([{ subject: 'hello' }]);
    expect((await ask('GET', '/_local/')).text).toContain('<h1>Local host</h1>');
  });

  it('lists all, those with a value, and the newest of them', async () => {
    const lines = [
      { function: 'app-one', at: '2027-01-01T00:00:00.000Z', line: 'first' },
      { function: 'app-two', at: '2027-01-01T00:00:01.000Z', line: 'second' },
      { function: 'app-one', at: '2027-01-01T00:00:02.000Z', line: 'third' },
    ];
    const withLines = createControl({ ...needs, logs: () => lines });
    const listed = async (query: string) => (await ask('GET', `/_local/logs${query}`, '', {}, withLines)).json();
    expect(await listed('')).toEqual(lines);
    expect(await listed('?last=2')).toEqual(lines.slice(1));
    expect(await listed('?function=app-one')).toEqual([lines[0], lines[2]]);
    expect(await listed('?function=app-one&last=1')).toEqual([lines[2]]);
    expect(await listed('?function=app-three')).toEqual([]);
  });

  it('uploads under the prefixes of the drop zone only, and shows the page its forms', async () => {
    const refused = await ask('POST', '/_local/upload?key=documents/', 'x');
    expect([refused.status, refused.json().error]).toEqual([400, 'key must begin with documents/ or tables/']);
    expect((await ask('POST', '/_local/upload?key=tables/a.csv&metadata-kind=list', 'x')).status).toBe(201);
    expect(uploads.at(-1)).toBe('tables/a.csv kind list');
    expect((await ask('GET', '/_local/drop-zone')).json()).toEqual(needs.dropZone);
  });

  it('uploads nothing on a host without a drop zone', async () => {
    const without = createControl({ ...needs, dropZone: undefined });
    expect((await ask('GET', '/_local/drop-zone', '', {}, without)).json()).toBeNull();
    const refused = await ask('POST', '/_local/upload?key=documents/a', 'x', {}, without);
    expect([refused.status, refused.json().error]).toEqual([400, 'this host has no drop zone']);
  });

  it.each<[string, Record<string, string>]>([
    ['a name that leads here', { host: 'evil.example:3000' }],
    ['a form of another site', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', async (_, headers) => {
    expect((await ask('POST', '/_local/ttl', '', headers)).status).toBe(403);
  });
});
