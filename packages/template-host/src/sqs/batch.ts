import { AwsError } from '#host/aws/service.ts';

/** The answer of a batch operation: each entry succeeds or fails by itself. */
export type BatchAnswer = { readonly Successful: readonly object[]; readonly Failed: readonly object[] };

const mostEntries = 10;

/** Does `one` for each entry; if it throws, only that entry fails. Throws for a batch that is wrong as a whole. */
export function answerBatch<Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  one: (entry: Entry) => object,
): BatchAnswer {
  checkBatch(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...one(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function checkBatch(entries: readonly { readonly Id: string }[]) {
  if (entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > mostEntries) {
    const text = `Maximum number of entries per request are ${mostEntries}. You have sent ${entries.length}.`;
    throw new AwsError('TooManyEntriesInBatchRequest', text);
  }
  const seen = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) {
      const rule =
        'can only include alphanumeric characters, hyphens, or underscores. It can be at most 80 letters long';
      throw new AwsError('InvalidBatchEntryId', `A batch entry id ${rule}.`);
    }
    if (seen.has(Id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
}
