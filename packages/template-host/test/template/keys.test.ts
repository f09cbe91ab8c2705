import { expect, it } from 'vitest';
import { playKeys } from '#host/template/resources/keys.ts';

const account = '000000000000';
const statement = (service: string, actions: readonly string[]) => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: [...actions],
  Resource: '*',
  Condition: { StringEquals: { 'aws:SourceAccount': account } },
});

it('a key is for the services that its policy allows all that they need, and for no other', async () => {
  const keys = playKeys();
  const Statement = [
    statement('ses.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey*']),
    statement('cloudwatch.amazonaws.com', ['kms:GenerateDataKey*']),
  ];
  const { ref } = await Promise.resolve(
    keys.players['AWS::KMS::Key']?.({
      ...{ logicalId: 'Key', type: 'AWS::KMS::Key' },
      properties: { KeyPolicy: { Version: '2012-10-17', Statement } },
    }) ?? { ref: '' },
  );
  const context = { 'aws:SourceAccount': [account] };
  expect(keys.refusedTo(ref, 'ses.amazonaws.com', context)).toBeUndefined();
  expect(keys.refusedTo(ref, 'ses.amazonaws.com', { 'aws:SourceAccount': ['1'] })).toBe('kms:GenerateDataKey');
  expect(keys.refusedTo(ref, 'cloudwatch.amazonaws.com', context)).toBe('kms:Decrypt');
  expect(keys.refusedTo('another-key', 'ses.amazonaws.com', context)).toBe('kms:GenerateDataKey');
});
