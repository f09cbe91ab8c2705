import type { Mutation } from './mutation.ts';

const model = 'registry';

export const registryMutations: readonly Mutation[] = [
  {
    name: 'an old file that comes late does not look at newer ones',
    file: 'functions/import-registry/import-registry.ts',
    text: 'newer.length > 0 ? await files.open(begun) : undefined',
    replacement: 'newer.length < 0 ? await files.open(begun) : undefined',
    model,
    why: 'R9.2: an old row replaces what a newer file has left unchanged',
  },
  {
    name: 'a first row judges nothing',
    file: 'shared/insurer/registry/dynamo-registry-writer.ts',
    text: 'if (!mark) first.push(candidate.policy);',
    replacement: 'if (!mark) continue;',
    model,
    why: 'R9.2a: after a lost registry, documents go to who was the holder before',
  },
  {
    name: 'an enrolment may change while its row is judged',
    file: 'shared/policies/dynamo-registry-change.ts',
    text: 'Key: toItem(enrolmentKey(row.policyNumber)), ...asRead(enrolment) }',
    replacement: `Key: toItem(enrolmentKey(row.policyNumber)), ConditionExpression: 'attribute_exists(pk) OR attribute_not_exists(pk)' }`,
    model,
    why: 'R9.2a: an enrolment stays with somebody who has lost the policy',
  },
];
