import { isDeepStrictEqual } from 'node:util';
import { BatchWriteItemCommand, ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describeError, type Question, refusalName, refusalOf } from '../question.ts';
import { apiReference, developerGuide, one, type TablePlace, visitTable } from './visit-table.ts';

const everyType = {
  text: { S: 'árvíztűrő tükörfúrógép' },
  number: { N: '-12.5' },
  bytes: { B: new Uint8Array([1, 2, 3]) },
  yes: { BOOL: true },
  nothing: { NULL: true },
  names: { SS: ['a', 'b'] },
  list: { L: [{ S: 'x' }, { N: '1' }] },
  map: { M: { inner: { M: { deep: { S: 'y' } } } } },
  empty: { S: '' },
} as const;

export const itemQuestions: readonly Question<TablePlace>[] = [
  {
    id: 'dynamodb-types',
    text: 'An item with a value of every type, the empty text among them, is read as it was written.',
    source: `${developerGuide}, "Supported data types and naming rules"`,
    expected: 'as written',
    async ask(place) {
      const { put, get, key } = visitTable(place);
      const item = structuredClone({
        ...everyType,
        names: { SS: [...everyType.names.SS] },
        list: { L: [...everyType.list.L] },
      });
      await put('a', item);
      const read = await get('a');
      return isDeepStrictEqual(read, { ...key('a'), ...item }) ? 'as written' : JSON.stringify(read);
    },
  },
  {
    id: 'dynamodb-one-put-wins',
    text: 'Of 25 puts at once on condition that the item is absent, one passes.',
    source: `${developerGuide}, "Condition expressions"`,
    expected: '1 passed, the others ConditionalCheckFailedException',
    async ask(place) {
      const { client, TableName, key } = visitTable(place);
      const put = (by: number) =>
        client.send(
          new PutItemCommand({
            TableName,
            Item: { ...key('one'), by: { N: String(by) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      const names = await Promise.all(Array.from({ length: 25 }, (_, by) => refusalName(put(by))));
      const refused = names.filter((name) => name !== 'no refusal');
      return `${names.length - refused.length} passed, the others ${[...new Set(refused)].join(' and ')}`;
    },
  },
  {
    id: 'dynamodb-failed-condition',
    text: 'A single write whose condition fails brings the item that was in the way, where it was asked for.',
    source: `${apiReference}, "PutItem", ReturnValuesOnConditionCheckFailure`,
    expected: 'with the item; not asked for: without',
    async ask(place) {
      const { client, TableName, key, put } = visitTable(place);
      await put('there', { note: { S: 'kept' } });
      const absent = { TableName, ConditionExpression: 'attribute_not_exists(pk)' };
      const itemOf = async (asked: boolean) => {
        const more = asked ? ({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const) : {};
        const error: unknown = await client
          .send(new PutItemCommand({ ...absent, ...more, Item: key('there') }))
          .catch((reason: unknown) => reason);
        if (!(error instanceof ConditionalCheckFailedException)) return describeError(error);
        return error.Item?.note?.S === 'kept' ? 'with the item' : 'without';
      };
      return `${await itemOf(true)}; not asked for: ${await itemOf(false)}`;
    },
  },
  {
    id: 'dynamodb-add-loses-nothing',
    text: 'Fifty ADDs to one number at the same time all count.',
    source: `${developerGuide}, "Update expressions", ADD`,
    expected: '50',
    async ask(place) {
      const { update, get } = visitTable(place);
      const add = () => update('n', 'ADD hits :one', { ExpressionAttributeValues: one });
      await Promise.all(Array.from({ length: 50 }, add));
      return (await get('n'))?.hits?.N ?? 'none';
    },
  },
  {
    id: 'dynamodb-update-clauses',
    text: 'One update sets, adds, removes and deletes by the item as it was before; a position in a list means the list as it was.',
    source: `${developerGuide}, "Update expressions"`,
    expected: 'n 3, kept 5, hits 1, set y, list adx',
    async ask(place) {
      const { put, update } = visitTable(place);
      const letters = (text: string) => [...text].map((S) => ({ S }));
      await put('a', { n: { N: '5' }, set: { SS: ['x', 'y'] }, list: { L: letters('abcde') } });
      const { Attributes: now } = await update(
        'a',
        'SET n = n - :two, kept = if_not_exists(n, :one), #list[4] = :x REMOVE #list[1], #list[2] ADD hits :one DELETE #set :xs',
        {
          ExpressionAttributeNames: { '#list': 'list', '#set': 'set' },
          ExpressionAttributeValues: { ...one, ':two': { N: '2' }, ':x': { S: 'x' }, ':xs': { SS: ['x'] } },
        },
      );
      const list = now?.list?.L?.map(({ S }) => S).join('');
      return `n ${now?.n?.N}, kept ${now?.kept?.N}, hits ${now?.hits?.N}, set ${now?.set?.SS?.join('')}, list ${list}`;
    },
  },
  {
    id: 'dynamodb-reserved-word',
    text: 'A reserved word in an expression, a value that nobody uses, and a change of the key are refused.',
    source: `${developerGuide}, "Reserved words in DynamoDB"; "Expression attribute values"`,
    expected: 'ValidationException, ValidationException, ValidationException',
    async ask(place) {
      const { update } = visitTable(place);
      const set = (expression: string, more = {}) =>
        refusalName(update('a', expression, { ExpressionAttributeValues: { ':v': { S: 'v' }, ...more } }));
      const answers = [
        await set('SET status = :v'),
        await set('SET a = :v', { ':unused': { S: 'v' } }),
        await set('SET pk = :v'),
      ];
      return answers.join(', ');
    },
  },
  {
    id: 'dynamodb-item-size',
    text: 'An item of 400 KB, counted in UTF-8 with its names, is taken; one byte more is refused.',
    source: `${developerGuide}, "Quotas in Amazon DynamoDB", item size`,
    expected: 'no refusal; ValidationException: Item size has exceeded the maximum allowed size',
    async ask(place) {
      const { pk, put } = visitTable(place);
      const room = 400 * 1024 - Buffer.byteLength(`pk${pk.S}skatext`);
      const sized = (bytes: number) =>
        put('a', { text: { S: `${bytes % 2 ? 'x' : ''}${'ű'.repeat(Math.floor(bytes / 2))}` } });
      return `${await refusalOf(sized(room))}; ${await refusalOf(sized(room + 1))}`;
    },
  },
  {
    id: 'dynamodb-batch-bounds',
    text: 'A batch of more than 25 writes, or with two for one item, is refused as a whole.',
    source: `${apiReference}, "BatchWriteItem"`,
    expected: 'ValidationException, ValidationException, 0 written',
    async ask(place) {
      const { client, TableName, key, query } = visitTable(place);
      const puts = (count: number) =>
        Array.from({ length: count }, (_, index) => ({ PutRequest: { Item: key(String(index)) } }));
      const write = (requests: ReturnType<typeof puts>) =>
        refusalName(client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } })));
      const answers = [await write(puts(26)), await write([...puts(1), ...puts(1)])];
      return `${answers.join(', ')}, ${(await query()).Count} written`;
    },
  },
  {
    id: 'dynamodb-expired-item',
    text: 'An item whose time to live is over can still be read until it is swept.',
    source: `${developerGuide}, "Using time to live (TTL)"`,
    expected: 'still there',
    async ask(place) {
      const { put, get } = visitTable(place);
      await put('over', { expiresAt: { N: '1000000000' } });
      return (await get('over')) ? 'still there' : 'gone';
    },
  },
];
