import { accessEnd } from './access-window.ts';
import type { Document } from './document.ts';

export type Disposition = 'inline' | 'attachment';
export type DownloadLink = { readonly url: string; readonly expiresAt: Date };

export type DownloadLinks = {
  /** A link that opens (inline) or saves (attachment) the document; undefined when its window ends within the second. */
  to(document: Document, disposition: Disposition, now: Date): Promise<DownloadLink | undefined>;
};

/** A link lives a minute at most, in seconds, and never outlives the access window (R6.2). */
const longestLife = 60;

/**
 * How long a link made now may live: `signedAt` is the whole second that signatures carry, `seconds` the whole seconds
 * from there to the end of the link; 0 when nothing is left.
 */
export function linkLife({ uploadedAt }: Pick<Document, 'uploadedAt'>, now: Date) {
  const signedAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const left = Math.floor((accessEnd(uploadedAt).getTime() - signedAt.getTime()) / 1000);
  return { signedAt, seconds: Math.max(0, Math.min(longestLife, left)) };
}
