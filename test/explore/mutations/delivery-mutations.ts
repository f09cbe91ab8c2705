import type { Mutation } from './mutation.ts';

const recording = 'shared/documents/delivery/dynamo-recording-parts.ts';
const model = 'delivery';

export const deliveryMutations: readonly Mutation[] = [
  {
    name: 'a document is recorded without a look at the enrolment',
    file: recording,
    text: `    ConditionExpression: 'accountId = :accountId AND #since = :since',
    ExpressionAttributeNames: { '#since': 'since' },
    ExpressionAttributeValues: toItem({ ':accountId': accountId, ':since': since }),`,
    replacement: `    ConditionExpression: 'attribute_exists(pk) OR NOT attribute_exists(pk)',`,
    model,
    why: 'R11.1: a document lands in an account that was cancelled, or whose policy is another’s by now',
  },
  {
    name: 'an upload of before the enrolment is delivered',
    file: 'functions/deliver-document/deliver-document.ts',
    text: `    if (!hadBegun(enrolment, uploadedAt)) return refuse('policy-not-enrolled');\n`,
    replacement: '',
    model,
    why: 'R6.3 R9.2a: somebody reads the post of who held the policy before',
  },
  {
    name: 'an upload is decided twice',
    file: recording,
    text: `'attribute_not_exists(pk) OR outcome = :repeated'`,
    replacement: `'attribute_not_exists(pk) OR outcome = :repeated OR outcome <> :repeated'`,
    model,
    why: 'R9.3: paper comes beside the electronic document',
  },
  {
    name: "a document's lease is taken from who holds it",
    file: 'shared/documents/delivery/dynamo-deliveries.ts',
    text: 'leaseUntil <= :silent)',
    replacement: 'leaseUntil <= :silent OR leaseUntil > :silent)',
    model,
    why: 'R5.1: one document brings two mails',
  },
  {
    name: 'what was withdrawn before it came is delivered',
    file: recording,
    text: `'attribute_not_exists(pk) OR withdrawnAt < :uploadedAt'`,
    replacement: `'attribute_not_exists(pk) OR withdrawnAt < :uploadedAt OR withdrawnAt >= :uploadedAt'`,
    model,
    why: 'R6.3: a mis-sent document can be read after its withdrawal',
  },
  {
    name: 'what repeats a withdrawn document is forgotten',
    file: 'functions/withdraw-document/withdraw-document.ts',
    text: '        await redeliveries.put({ bucket: object.bucket, key, ...repetition });',
    replacement: '        void repetition;',
    model,
    why: 'R5.1: a document sent again after its withdrawal never comes',
  },
];
