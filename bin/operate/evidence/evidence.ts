import * as v from 'valibot';
import { policyOrder } from '#shared/documents/reading/dynamo-documents.ts';
import { addressHashOf } from '#shared/messages/mail/mail-proof.ts';
import {
  accountPartition,
  deliveredPartition,
  documentKey,
  enrolmentKey,
  evidencePrefix,
  proofPartition,
} from '#shared/platform/tables/portal-keys.ts';
import { type Acting, auditOf } from '../customer/customer.ts';
import { partitionItems } from '../partition-items.ts';
import { openPlace, type Place, type PlaceOrder } from '../place.ts';

/** What to look for: one document, all documents of a policy, or the mails to an account that are about no document. */
export type EvidenceSubject = {
  readonly document?: string | undefined;
  readonly policy?: string | undefined;
  readonly account?: string | undefined;
};

export type EvidenceOrder = PlaceOrder &
  Acting &
  EvidenceSubject & {
    /** Tells of each mail whether it went to this address. */
    readonly address?: string | undefined;
    readonly now: Date;
    readonly print: (line: string) => void;
  };

const proofSchema = v.variant('kind', [
  v.object({
    kind: v.literal('mail'),
    at: v.string(),
    messageId: v.string(),
    purpose: v.string(),
    addressHash: v.string(),
    textHash: v.string(),
    accountId: v.optional(v.string()),
  }),
  v.object({
    kind: v.literal('reading'),
    at: v.string(),
    disposition: v.picklist(['inline', 'attachment']),
    accountId: v.string(),
    sessionId: v.optional(v.string()),
  }),
]);
type Proof = v.InferOutput<typeof proofSchema>;

const deliveredSchema = v.object({ sk: v.string(), accountId: v.string(), sha256: v.string(), uploadedAt: v.string() });
const enrolmentSchema = v.object({ accountId: v.string() });
const documentSchema = v.object({
  documentId: v.string(),
  policyNumber: v.string(),
  sha256: v.string(),
  uploadedAt: v.string(),
});

const readProof = (item: Readonly<Record<string, unknown>>): Proof =>
  v.parse(proofSchema, { ...item, kind: 'messageId' in item ? 'mail' : 'reading' });

const describe = (proof: Proof, address: string | undefined): string => {
  if (proof.kind === 'reading')
    return `${proof.at}  ${proof.disposition === 'inline' ? 'viewed' : 'saved'}  account ${proof.accountId}  session ${proof.sessionId ?? 'not noted'}`;
  const { at, purpose, messageId, addressHash, textHash } = proof;
  const verdict =
    address === undefined
      ? ''
      : `  to this address: ${addressHash === addressHashOf(messageId, address) ? 'yes' : 'no'}`;
  return `${at}  mail ${purpose}  SES id ${messageId}  address sha256 ${addressHash}  text sha256 ${textHash}${verdict}`;
};

/** The proofs of a subject, oldest first; of a document also what was noted in its account before proofs were kept. */
async function proofsOf({ dynamo, outputs }: Place, subject: string, owner?: string): Promise<readonly Proof[]> {
  const table = outputs.PortalTable;
  const proofs = (await partitionItems(dynamo, table, proofPartition(subject))).map(readProof);
  const accounts = new Set([
    ...proofs.flatMap(({ accountId }) => accountId ?? []),
    ...(owner === undefined ? [] : [owner]),
  ]);
  const known = new Set(proofs.map(({ at }) => at));
  for (const accountId of accounts)
    for (const link of await partitionItems(dynamo, table, accountPartition(accountId), evidencePrefix(subject)))
      if (!known.has(String(link.at))) proofs.push(v.parse(proofSchema, { ...link, kind: 'reading', accountId }));
  return proofs.sort((one, other) => (one.at < other.at ? -1 : 1));
}

/** The documents ever delivered under a policy, with the account that got each. */
async function documentsOf({ dynamo, outputs }: Place, policyNumber: string) {
  const table = outputs.PortalTable;
  const delivered = (await partitionItems(dynamo, table, deliveredPartition(policyNumber))).map((item) => {
    const { sk: documentId, ...rest } = v.parse(deliveredSchema, item);
    return { documentId, ...rest };
  });
  // Those from before deliveries were kept: of the account that has the policy now.
  const [enrolment] = await partitionItems(dynamo, table, enrolmentKey(policyNumber).pk);
  if (!enrolment) return delivered;
  const { accountId } = v.parse(enrolmentSchema, enrolment);
  const known = new Set(delivered.map(({ documentId }) => documentId));
  const prefix = documentKey(accountId, '').sk;
  const kept = (await partitionItems(dynamo, table, accountPartition(accountId), prefix))
    .filter((item) => String(item.policyOrder).startsWith(policyOrder(policyNumber, '')))
    .map((item) => ({ ...v.parse(documentSchema, item), accountId }))
    .filter(({ documentId }) => !known.has(documentId));
  return [...kept, ...delivered];
}

/**
 * Prints who read a document and when, and what proves its mail; for a policy of each of its documents, for an account its other
 * mails. Also after the account was erased, as long as the setting evidenceYears says. Each call is audited.
 */
export async function showEvidence(order: EvidenceOrder): Promise<void> {
  const { document, policy, account, address, by, now: at, print } = order;
  const place = await openPlace(order);
  const show = async (subject: string, owner?: string) => {
    const proofs = await proofsOf(place, subject, owner);
    for (const proof of proofs) print(`  ${describe(proof, address)}`);
    if (proofs.length === 0) print('  no mail and no reading is known');
  };
  try {
    const about = document ?? policy ?? account;
    await auditOf(place).note({ agent: `operator/${by}`, at, what: 'evidence-shown', case: order.case, about });
    if (document !== undefined) {
      print(`document ${document}`);
      await show(document);
    }
    if (account !== undefined) {
      print(`mails to account ${account}`);
      await show(account);
    }
    if (policy === undefined) return;
    const documents = await documentsOf(place, policy);
    print(`policy ${policy}: ${documents.length} documents`);
    for (const { documentId, accountId, sha256, uploadedAt } of documents) {
      print(`document ${documentId}  uploaded ${uploadedAt}  sha256 ${sha256}  account ${accountId}`);
      await show(documentId, accountId);
    }
  } finally {
    place.close();
  }
}
