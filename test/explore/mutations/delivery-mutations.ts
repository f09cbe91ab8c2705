import type { Mutation } from './mutation.ts';

const recording = 'shared/documents/delivery/dynamo-recording-parts.ts';
const model = 'delivery';

export const deliveryMutations: readonly Mutation[] = [
  {
    name: 'an upload of before the enrolment is delivered',
    file: 'functions/deliver-document/deliver-document.ts',
    text: `    if (!hadBegun(enrolment, uploadedAt)) return refuse('policy-not-enrolled');\n`,
    replacement: '',
    model,
    why: 'R6.3 R9.2a: somebody reads the post of who held the policy before',
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
    text: '        await redeliveries.put({ bucket: object.bucket, ...repetition });',
    replacement: '        void repetition;',
    model,
    why: 'R5.1: a document sent again after its withdrawal never comes',
  },
  {
    name: 'a mail that waits for the quota is forgotten',
    file: 'functions/deliver-document/announce-document.ts',
    text: '    await waiting.put(documentId, object);\n',
    replacement: '    void object;\n',
    model,
    why: 'R5.1a: a used-up quota loses mails',
  },
];
