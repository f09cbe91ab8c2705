import { useEffect, useState } from 'preact/hooks';
import type { DocumentView } from '../api/endpoints.ts';
import type { Problem } from '../api/problem.ts';
import { call } from '../session/portal-session.ts';

type All = {
  readonly documents: readonly DocumentView[];
  readonly isComplete: boolean;
  readonly problem: Problem | undefined;
};

/** All of the customer's documents, page after page. */
export function useAllDocuments(): All {
  const [all, setAll] = useState<All>({ documents: [], isComplete: false, problem: undefined });
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const documents: DocumentView[] = [];
      let cursor: string | undefined;
      do {
        const outcome = await call('listDocuments', { query: { cursor } });
        if (isGone) return;
        if (!outcome.ok) return setAll({ documents, isComplete: false, problem: outcome.problem });
        documents.push(...outcome.body.documents);
        cursor = outcome.body.cursor;
        setAll({ documents: [...documents], isComplete: cursor === undefined, problem: undefined });
      } while (cursor !== undefined);
    };
    void load();
    return () => {
      isGone = true;
    };
  }, []);
  return all;
}
