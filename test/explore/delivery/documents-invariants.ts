import type { Invariant } from '../harness/invariants.ts';
import type { Final, HeldDocument } from './final.ts';
import { enrolledAround, type Upload } from './world.ts';

type Judged = {
  readonly upload: Upload;
  readonly held: readonly HeldDocument[];
  readonly mails: readonly { readonly accountId: string | undefined }[];
  readonly isReported: boolean;
  readonly isWithdrawn: boolean;
  /** Who may have it; undefined: nobody. */
  readonly owners: ReadonlySet<string | undefined>;
};

/** An upload's time and an enrolment's are whole seconds of two machines. */
const slackOf = ({ world }: Final) => 1_000 + 2 * world.skew;

function judgedUploads(final: Final): readonly Judged[] {
  const { world, documents } = final;
  return world.uploads.map((upload) => {
    const { documentId, object } = upload;
    const mails = world.mails.filter(({ tags }) => tags.document === documentId);
    return {
      upload,
      held: documents.filter((document) => document.documentId === documentId),
      mails: mails.map(({ tags }) => ({ accountId: tags.account })),
      isReported: world.refusals.some((refusal) => refusal.documentId === documentId),
      isWithdrawn: world.markers.some(({ key, at }) => key === object.key && at >= object.uploadedAt.getTime()),
      owners: enrolledAround(world, object.uploadedAt.getTime(), slackOf(final)),
    };
  });
}

/** A rule about every upload by itself: what contradicts it, or undefined. */
const ofEach =
  (judge: (judged: Judged, final: Final) => string | false | undefined): Invariant<Final>['check'] =>
  (final) =>
    judgedUploads(final).flatMap((judged) => judge(judged, final) || []);

/** Whether an upload may be missing because it repeats one that is there, or that is gone with its account. */
function isRepetition({ upload, isWithdrawn }: Judged, { world, documents, cancelled }: Final): boolean {
  const twins = world.uploads.filter(
    (other) => other !== upload && other.object.key === upload.object.key && other.bytes.equals(upload.bytes),
  );
  const stillThere = (documentId: string) =>
    documents.some((one) => one.documentId === documentId && (one.state !== 'withdrawn' || isWithdrawn));
  return twins.length > 0 && (cancelled.size > 0 || twins.some(({ documentId }) => stillThere(documentId)));
}

export const documentsInvariants: readonly Invariant<Final>[] = [
  {
    rule: 'R6.3 nobody but who held the policy at the upload has the document',
    check: ofEach(({ held, owners }) => held.some(({ accountId }) => !owners.has(accountId)) && 'in another account'),
  },
  {
    rule: 'R5.1 one document, one account',
    check: ofEach(({ held }) => held.length > 1 && 'in two accounts'),
  },
  {
    rule: 'R5.1 one document, at most one mail',
    check: ofEach(({ mails }) => mails.length > 1 && `${mails.length} mails`),
  },
  {
    rule: 'R5.1 nobody but the holder at the upload gets the mail',
    check: ofEach(({ mails, owners }) => mails.some(({ accountId }) => !owners.has(accountId)) && 'mailed to another'),
  },
  {
    rule: 'R5.1 R9.5 what can be read was mailed, or its mail was given up and reported',
    check: ofEach(({ upload, held, mails }, { world }) => {
      const isGivenUp = world.mailReports.some(({ documentId }) => documentId === upload.documentId);
      if (held.some(({ state }) => state === 'announcing')) return 'readable, never mailed';
      if (held.some(({ state }) => state === 'announced') && mails.length === 0) return 'announced without a mail';
      return held.some(({ state }) => state === 'unannounced') && !isGivenUp && 'given up, not reported';
    }),
  },
  {
    rule: 'R9.3 recorded xor reported',
    check: ofEach((judged, final) => {
      const { held, isReported, owners } = judged;
      if (isReported) return held.some(({ state }) => state !== 'withdrawn') && 'delivered and reported';
      const isGone = [...owners].some((owner) => owner !== undefined && final.cancelled.has(owner));
      return held.length === 0 && !isGone && !isRepetition(judged, final) && 'neither delivered nor reported';
    }),
  },
  {
    rule: 'R6.3 what was withdrawn cannot be read',
    check: ofEach(
      ({ held, isWithdrawn }) =>
        isWithdrawn && held.some(({ state }) => state !== 'withdrawn') && 'withdrawn, readable',
    ),
  },
  {
    rule: 'R11.1 the bytes of a cancelled account are erased, and no others',
    check: ofEach(({ upload, held, isReported, owners }, { world, cancelled }) => {
      const isErased = world.erasedVersions.has(upload.object.versionId);
      if (isErased && held.length > 0) return 'bytes of a document that is there are erased';
      const [owner] = owners;
      const isCancelled = owners.size === 1 && owner !== undefined && cancelled.has(owner);
      return isCancelled && !isReported && !isErased && held.length === 0 && 'bytes left';
    }),
  },
];
