import { useEffect, useRef, useState } from 'preact/hooks';
import type { EndpointName } from './endpoints.ts';
import type { Outcome } from './send.ts';

/**
 * What a page asks for when it opens: undefined until the first answer. `again` asks again and keeps what is shown
 * meanwhile; `refresh` keeps it also where the answer is an error. An answer that comes after the page is gone is dropped.
 */
export function useLoaded<N extends EndpointName>(load: () => Promise<Outcome<N>>) {
  const [outcome, setOutcome] = useState<Outcome<N>>();
  const asked = useRef(0);
  const again = async () => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await load();
    if (mine === asked.current) setOutcome(answer);
  };
  const refresh = async () => {
    const before = asked.current;
    const answer = await load();
    if (answer.ok && before === asked.current) setOutcome(answer);
  };
  useEffect(() => {
    void again();
    return () => {
      asked.current += 1;
    };
  }, []);
  return { outcome, again, refresh };
}
