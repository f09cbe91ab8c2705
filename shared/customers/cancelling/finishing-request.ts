import * as v from 'valibot';

/** Brings an account to finish-cancelling after `finishDelay`, whatever becomes of the caller. */
export type FinishingRequests = { readonly put: (accountId: string) => Promise<void> };

/** Seconds; longer than the endpoint can run: by then the account is closed, or will not be by this call. */
export const finishDelay = 60;

const requestSchema = v.pipe(v.string(), v.parseJson(), v.object({ accountId: v.pipe(v.string(), v.nonEmpty()) }));

/** The account a message asks to finish. Throws ValiError for a message that is none: it ends in the dead-letter queue. */
export const readFinishingRequest = (body: string): string => v.parse(requestSchema, body).accountId;
