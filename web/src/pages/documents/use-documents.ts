import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentView } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { call } from '../../session/portal-session.ts';

type State = {
  /** The policy number the list is limited to; empty for all. */
  readonly policy: string;
  readonly documents: readonly DocumentView[];
  readonly cursor: string | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
  /** Which document the last page began with, when it was asked for by the button; the focus goes there. */
  readonly firstNew: number | undefined;
};

const start = (policy: string): State => ({
  policy,
  documents: [],
  cursor: undefined,
  problem: undefined,
  isLoading: true,
  firstNew: undefined,
});

/** The documents of one policy or of all, a page at a time (R7.1). A late answer for another choice is dropped. */
export function useDocuments() {
  const [state, setState] = useState(start(''));
  const asked = useRef(0);

  const load = async (from: State) => {
    asked.current += 1;
    const mine = asked.current;
    setState({ ...from, isLoading: true, problem: undefined });
    const outcome = await call('listDocuments', {
      query: {
        ...(from.policy !== '' && { policy: from.policy }),
        ...(from.cursor !== undefined && { cursor: from.cursor }),
      },
    });
    if (mine !== asked.current) return;
    if (!outcome.ok) return setState({ ...from, isLoading: false, problem: outcome.problem });
    setState({
      ...from,
      documents: [...from.documents, ...outcome.body.documents],
      cursor: outcome.body.cursor,
      problem: undefined,
      isLoading: false,
      firstNew: from.documents.length > 0 ? from.documents.length : undefined,
    });
  };

  useEffect(() => {
    void load(start(''));
    return () => {
      asked.current += 1;
    };
  }, []);

  return {
    ...state,
    hasMore: state.cursor !== undefined,
    choose: (policy: string) => void load(start(policy)),
    more: () => {
      if (!state.isLoading) void load(state);
    },
  };
}
