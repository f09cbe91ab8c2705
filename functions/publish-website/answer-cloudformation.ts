/** The most bytes that CloudFormation reads of an answer, and the part of them for the reason. */
const longestReason = 1_000;

/** How long one PUT may take, and the pauses between attempts, in ms. */
const putTime = 5_000;
const waits = [500, 1_500, 3_000];

/** The longest that answering takes, in ms. */
export const answerTime = (waits.length + 1) * putTime + waits.reduce((sum, wait) => sum + wait, 0);

export type Answer = {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
};

type Needs = {
  readonly put: (url: string, init: RequestInit) => Promise<Pick<Response, 'ok' | 'status'>>;
  readonly pause: (ms: number) => Promise<unknown>;
};

/**
 * PUTs the answer to the presigned URL of a custom resource's request ("Custom resource request and response reference",
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html), at most four times. Throws if S3 takes none:
 * then CloudFormation waits for an answer until the service timeout.
 */
export const answerCloudFormation =
  ({ put, pause }: Needs) =>
  async (url: string, answer: Answer): Promise<void> => {
    const body = JSON.stringify({ ...answer, Reason: answer.Reason?.slice(0, longestReason) });
    for (const wait of [...waits, undefined]) {
      const status = await putOnce(put, url, body);
      if (status === undefined) return;
      if (wait === undefined) throw new Error(`CloudFormation's URL did not take the answer: ${status}`);
      await pause(wait);
    }
  };

/** Undefined if S3 took it, otherwise S3's answer. Some of these URLs are signed for an empty content type. */
async function putOnce(put: Needs['put'], url: string, body: string): Promise<string | undefined> {
  try {
    const init = { method: 'PUT', headers: { 'content-type': '' }, body, signal: AbortSignal.timeout(putTime) };
    const { ok, status } = await put(url, init);
    return ok ? undefined : String(status);
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
}
