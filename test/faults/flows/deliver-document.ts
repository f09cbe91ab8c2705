import { contract } from '#shared/contract/contract.ts';
import { succeed } from '#test/support/portal/api.ts';
import { advance, idle, mailsTo } from '#test/support/portal/control.ts';
import { listDocuments, signIn } from '#test/support/portal/customer.ts';
import { aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { depth } from '#test/support/portal/queues.ts';
import type { Flow } from '../flow.ts';
import { watchQueue } from '../queue-work.ts';
import { itemsOf } from '../what-is-left.ts';

/** An upload becomes a listed document and one mail (R5.1), and its evidence (R5.2). */
export const deliverDocument: Flow = {
  name: 'deliver-document',
  functions: ['deliver-document', 'record-mail-outcome'],
  markedByEvents: ['deliver-document'],
  async prepare(portal) {
    const customer = await aRegisteredPerson(portal);
    await allWorkedOff(portal);
    const mailsBefore = (await mailsTo(portal, customer.email)).length;
    // The count of mails is measured once a minute: each run measures it, so that each makes the same calls.
    await advance(portal, 'PT2M');
    await idle(portal);
    const delivered = await watchQueue(portal, 'deliver-document', 'PT8M');
    const noted = await watchQueue(portal, 'record-mail-outcome');
    return {
      async act() {
        await uploadDocument(portal, customer.policies[0].policyNumber, aPdf(), { fileName: 'level.pdf' });
        await delivered();
        await noted();
      },
      async ending() {
        const session = await signIn(portal, customer);
        const { documents } = await listDocuments(portal, session);
        const evidence = await Promise.all(
          documents.map(({ documentId }) =>
            succeed(portal, ['GET', `documents/${documentId}/evidence`], contract.listEvidence.answers[200], session),
          ),
        );
        return {
          state: {
            listed: documents.map(({ kind, title }) => ({ kind, title })),
            evidence: evidence.map(({ body }) => body.events.map(({ event }) => event).sort()),
            items: await itemsOf(portal, customer),
            parked: await depth(portal, 'deliver-document-parked'),
          },
          messages: (await mailsTo(portal, customer.email)).length - mailsBefore,
        };
      },
    };
  },
};
