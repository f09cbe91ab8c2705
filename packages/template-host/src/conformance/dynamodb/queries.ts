import { paginateQuery, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { type Question, refusalName, refusalOf } from '../question.ts';
import { apiReference, developerGuide, one, sortKeys, type TablePlace, visitTable } from './visit-table.ts';

export const queryQuestions: readonly Question<TablePlace>[] = [
  {
    id: 'dynamodb-query-order',
    text: 'A partition is read in the order of its sort keys’ UTF-8 bytes, both ways.',
    source: `${apiReference}, "Query", ScanIndexForward`,
    expected: 'Z doc#1 doc#10 doc#2 z é / é z doc#2 doc#10 doc#1 Z',
    async ask(place) {
      const { put, query } = visitTable(place);
      await Promise.all(['doc#2', 'doc#10', 'doc#1', 'é', 'z', 'Z'].map((sk) => put(sk)));
      const read = async (ScanIndexForward: boolean) => sortKeys((await query({ ScanIndexForward })).Items).join(' ');
      return `${await read(true)} / ${await read(false)}`;
    },
  },
  {
    id: 'dynamodb-query-range',
    text: 'BETWEEN includes both of its ends.',
    source: `${developerGuide}, "Key condition expressions for the Query operation"`,
    expected: 'b ba c',
    async ask(place) {
      const { put, query } = visitTable(place);
      await Promise.all(['a', 'b', 'ba', 'c', 'ca'].map((sk) => put(sk)));
      const range = { KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to' };
      return sortKeys((await query(range, { ':from': { S: 'b' }, ':to': { S: 'c' } })).Items).join(' ');
    },
  },
  {
    id: 'dynamodb-pages',
    text: 'Pages follow each other without a gap or a repeat, both ways.',
    source: `${developerGuide}, "Paginating table query results"`,
    expected: '23 in order, 23 in order',
    async ask(place) {
      const { client, TableName, pk, put } = visitTable(place);
      const names = Array.from({ length: 23 }, (_, index) => String(index).padStart(2, '0'));
      await Promise.all(names.map((sk) => put(sk)));
      const read = async (ScanIndexForward: boolean) => {
        const seen: string[] = [];
        const input = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
        for await (const { Items } of paginateQuery({ client, pageSize: 5 }, { ...input, ScanIndexForward }))
          seen.push(...sortKeys(Items));
        const wanted = ScanIndexForward ? names : names.toReversed();
        return seen.join() === wanted.join() ? `${seen.length} in order` : seen.join();
      };
      return `${await read(true)}, ${await read(false)}`;
    },
  },
  {
    id: 'dynamodb-page-size',
    text: 'A page ends with the item that crosses 1 MB.',
    source: `${developerGuide}, "Paginating table query results"`,
    expected: '4, then 1',
    async ask(place) {
      const { put, query } = visitTable(place);
      const text = { S: 'x'.repeat(300_000) };
      for (const sk of ['a', 'b', 'c', 'd', 'e']) await put(sk, { text });
      const first = await query();
      const rest = await query({ ExclusiveStartKey: first.LastEvaluatedKey });
      return `${first.Count}, then ${rest.Count}`;
    },
  },
  {
    id: 'dynamodb-filter',
    text: 'Limit counts what was read, before the filter takes its part away.',
    source: `${developerGuide}, "Filter expressions for the Query operation"`,
    expected: '1 of 2, more from b',
    async ask(place) {
      const { put, query } = visitTable(place);
      await Promise.all(['a', 'b', 'c'].map((sk, index) => put(sk, { n: { N: String(index) } })));
      const page = await query({ FilterExpression: 'n >= :one', Limit: 2 }, one);
      return `${page.Count} of ${page.ScannedCount}, more from ${page.LastEvaluatedKey?.sk?.S}`;
    },
  },
  {
    id: 'dynamodb-cursor-outside',
    text: 'A query that starts outside its own key condition is refused; the text names the starting key.',
    source: 'seen on AWS, in several wordings; no documentation has one',
    expected: 'ValidationException: The provided starting key ...',
    async ask(place) {
      const { put, key, query } = visitTable(place);
      await put('m');
      const range = {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExclusiveStartKey: key('a'),
      };
      const text = await refusalOf(query(range, { ':from': { S: 'm' }, ':to': { S: 'p' } }));
      return text.replace(/(The provided starting key) .*/, '$1 ...');
    },
  },
  {
    id: 'dynamodb-refused-queries',
    text: 'A filter on a key, a condition without an equation of the partition key, and an unknown index are refused.',
    source: `${apiReference}, "Query"`,
    expected: 'ValidationException, ValidationException, ValidationException',
    async ask(place) {
      const { query } = visitTable(place);
      const answers = [
        await refusalName(query({ FilterExpression: 'sk = :sk' }, { ':sk': { S: 'a' } })),
        await refusalName(query({ KeyConditionExpression: 'pk > :pk' })),
        await refusalName(query({ IndexName: 'nowhere', ConsistentRead: false })),
      ];
      return answers.join(', ');
    },
  },
  {
    id: 'dynamodb-no-table',
    text: 'A table that is not there is named by an error of its own.',
    source: `${apiReference}, "GetItem", errors`,
    expected: ResourceNotFoundException.name,
    ask: (place) => refusalName(visitTable({ ...place, Table: `${place.Table}-nowhere` }).get('a')),
  },
];
