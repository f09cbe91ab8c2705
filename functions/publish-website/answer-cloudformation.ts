/** The most bytes of an answer that CloudFormation reads, and of them for the reason. */
const longestReason = 1_000;

/** How long one PUT may take, and the waits between them, in ms. */
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
 * PUTs an answer to the presigned URL of a custom resource's request ("Custom resource request and response reference",
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html), four times at most. Throws Error when S3
 * never took it: CloudFormation would wait for it until the service time-out.
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

/** Undefined when it was taken, else what was answered instead. Some of these URLs are signed for an empty content type. */
async function putOnce(put: Needs['put'], url: string, body: string): Promise<string | undefined> {
  try {
    const init = { method: 'PUT', headers: { 'content-type': '' }, body, signal: AbortSignal.timeout(putTime) };
    const { ok, status } = await put(url, init);
    return ok ? undefined : String(status);
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
}
