import type { PolicyView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';

/** Badges: whether the policy is in force, its electronic post, and a switch of payment that is under way (R8.1, R8.2a). */
export function PolicyStates({ policy }: { policy: PolicyView }) {
  const { policies: words } = useWords();
  const { state, eposta, switchRequestedAt } = policy;
  return (
    <ul class="policy-states" aria-label={words.state}>
      <li class={`pill ${state === 'valid' ? 'pill-good' : 'pill-quiet'}`}>{words.states[state]}</li>
      <li class={`pill ${eposta === 'enrolled' ? 'pill-good' : 'pill-quiet'}`}>
        {words.eposta}: {words.epostaStates[eposta].toLowerCase()}
      </li>
      {switchRequestedAt && <li class="pill pill-waits">{words.switchWaits}</li>}
    </ul>
  );
}
