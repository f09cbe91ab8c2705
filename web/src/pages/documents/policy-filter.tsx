import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AnswerTo, DocumentView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';
import { call } from '../../session/portal-session.ts';

type PolicyFilterProps = {
  readonly documents: readonly DocumentView[];
  readonly chosen: string;
  readonly onChoose: (policyNumber: string) => void;
};

/** Limits the list to one policy: one that the customer holds, or held when its documents came. */
export function PolicyFilter({ documents, chosen, onChoose }: PolicyFilterProps) {
  const { documents: words, registration } = useWords();
  const id = useId();
  const [policies, setPolicies] = useState<AnswerTo<'listPolicies'>['body']['policies']>([]);
  useEffect(() => {
    // Without the policies the filter still offers the numbers that the documents name.
    void call('listPolicies').then((outcome) => outcome.ok && setPolicies(outcome.body.policies));
  }, []);
  const products = new Map(policies.map(({ policyNumber, product }) => [policyNumber, registration.products[product]]));
  // The policies seen so far keep the filter and its focus while documents load, and when the policies cannot be loaded.
  const seen = useRef(new Set<string>());
  for (const { policyNumber } of documents) seen.current.add(policyNumber);
  const numbers = [...new Set([...products.keys(), ...seen.current])];
  if (numbers.length < 2) return null;
  return (
    <div class="filter field">
      <label for={id}>{words.filter}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{words.allPolicies}</option>
        {numbers.map((number) => (
          <option key={number} value={number}>
            {products.has(number) ? `${number} – ${products.get(number)}` : number}
          </option>
        ))}
      </select>
    </div>
  );
}
