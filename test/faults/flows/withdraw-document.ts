import { PutObjectCommand } from '@aws-sdk/client-s3';
import { contract } from '#shared/contract/contract.ts';
import { succeed } from '#test/support/portal/api.ts';
import { aReader } from '#test/support/portal/cancelling.ts';
import { mailsTo } from '#test/support/portal/control.ts';
import { askForLink, listDocuments, signIn } from '#test/support/portal/customer.ts';
import { allWorkedOff, isKept, readObject } from '#test/support/portal/insurer.ts';
import { depth } from '#test/support/portal/queues.ts';
import type { Flow } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { itemsOf } from '../what-is-left.ts';

/** The insurer's marker ends access to a document, keeps its evidence and is answered by a report (R6.3). */
export const withdrawDocument: Flow = {
  name: 'withdraw-document',
  functions: ['withdraw-document'],
  async prepare(portal) {
    const { customer, upload } = await aReader(portal);
    await allWorkedOff(portal);
    const { length: mailsBefore } = await mailsTo(portal, customer.email);
    const path = upload.key.slice('documents/'.length);
    const withdrawn = await watchQueue(portal, 'withdraw-document', 'PT3M10S');
    return {
      async act() {
        await portal.s3.send(
          new PutObjectCommand({
            Bucket: portal.outputs.DocumentsBucket,
            Key: `withdraw/${path}.json`,
            Body: JSON.stringify({ reason: 'mis-sent' }),
          }),
        );
        await withdrawn();
      },
      async ending() {
        const session = await signIn(portal, customer);
        const [document] = (await listDocuments(portal, session)).documents;
        const documentId = document?.documentId ?? '';
        const { body } = await succeed(
          portal,
          ['GET', `documents/${documentId}/evidence`],
          contract.listEvidence.answers[200],
          session,
        );
        const report = JSON.parse((await readObject(portal, `reports/withdrawals/${path}.json`))?.toString() ?? 'null');
        return {
          state: {
            isMarked: document?.withdrawnAt !== undefined,
            link: (await askForLink(portal, session, documentId)).status,
            evidence: body.events.map(({ event }) => event).sort(),
            report: { state: report?.state, isNamed: report?.documents?.[0] === documentId },
            isKept: await isKept(portal, upload),
            items: await itemsOf(portal, customer),
            parked: await depth(portal, 'withdraw-document-parked'),
          },
          messages: (await mailsTo(portal, customer.email)).length - mailsBefore,
        };
      },
    };
  },
};
