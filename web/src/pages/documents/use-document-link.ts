import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../session/portal-session.ts';
import { noteRead } from './document-store.ts';

type Link = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: Problem };

/** A new link to a document, which the API takes as read (R7.1a); it lives a minute at most (R6.2). */
export async function linkTo(documentId: string, disposition: 'inline' | 'attachment'): Promise<Link> {
  const outcome = await call('linkDocument', { path: { documentId }, query: { disposition } });
  if (!outcome.ok) return outcome;
  noteRead(documentId);
  return { ok: true, url: outcome.body.url };
}

/** How one document is opened and saved: by a link that lives a minute at most (R6.2), fetched when it is asked for. */
export function useDocumentLink(documentId: string) {
  const [problem, setProblem] = useState<Problem>();
  const [blockedUrl, setBlockedUrl] = useState<string>();
  const isAsking = useRef(false);

  /** The link's address; undefined when there is none or one is being asked for. */
  const link = async (disposition: 'inline' | 'attachment') => {
    if (isAsking.current) return undefined;
    isAsking.current = true;
    setProblem(undefined);
    setBlockedUrl(undefined);
    const answer = await linkTo(documentId, disposition);
    isAsking.current = false;
    if (answer.ok) return answer.url;
    setProblem(answer.problem);
    return undefined;
  };

  return {
    problem,
    blockedUrl,
    open: async () => {
      if (isAsking.current) return;
      // Browsers allow a new tab only at once, before the link is known.
      const tab = window.open('about:blank', '_blank');
      if (tab) tab.opener = null;
      const url = await link('inline');
      if (!url) tab?.close();
      else if (tab) tab.location.replace(url);
      else setBlockedUrl(url);
    },
    save: async () => {
      const url = await link('attachment');
      // The answer is an attachment: the browser saves it and stays on the page.
      if (url) location.assign(url);
    },
  };
}
