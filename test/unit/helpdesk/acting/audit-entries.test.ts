import { expect, it } from 'vitest';
import { auditParts } from '#shared/helpdesk/acting/dynamo-audit.ts';

const act = { agent: 'agent', at: new Date('2027-01-31T12:00:00Z'), whom: 'C-1', what: 'account-shown' } as const;

it('R10.3 an entry expires after its years, by person and by agent, and replaces no other', () => {
  const puts = auditParts({ name: 'audit', years: 5 }, act).map(({ Put }) => Put);
  expect(puts.map((put) => put?.Item?.pk?.S)).toEqual(['AUDIT#C-1', 'AUDIT-AGENT#agent']);
  const expiresAt = { N: String(Date.parse('2032-01-31T12:00:00Z') / 1000) };
  for (const put of puts)
    expect(put).toMatchObject({
      ...{ TableName: 'audit', ConditionExpression: 'attribute_not_exists(pk)' },
      Item: { at: { S: '2027-01-31T12:00:00.000Z' }, expiresAt },
    });
});
