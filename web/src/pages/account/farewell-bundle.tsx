import { KeepDocuments } from '../../keeping/keep-documents.tsx';
import { useAllDocuments } from '../../keeping/use-all-documents.ts';
import { useWords } from '../../language/language.tsx';

/** Offers all documents in one file before the registration is cancelled (R7.1c); afterwards nobody can open them any more. */
export function FarewellBundle() {
  const { account, keeping } = useWords();
  const { documents, isComplete, problem } = useAllDocuments();
  if (isComplete && documents.every(({ withdrawnAt }) => withdrawnAt)) return null;
  return (
    <section class="card">
      <h2>{keeping.farewell.title}</h2>
      <p>{keeping.farewell.lead}</p>
      {!problem && <KeepDocuments documents={documents} isComplete={isComplete} />}
      <p>
        <a href="/documents">{account.cancel.save}</a>
      </p>
    </section>
  );
}
