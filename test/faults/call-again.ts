import { type Answer, callApi, type Sent } from '#test/support/portal/api.ts';
import type { Portal } from '#test/support/portal/portal.ts';

const repeats = 3;

/** A call as a patient customer makes it: again while the portal answers 5xx, after some `rest`, three times at most. */
export async function callAgain(
  portal: Portal,
  method: string,
  path: string,
  sent: Sent = {},
  rest: () => Promise<void> = async () => undefined,
): Promise<Answer> {
  for (let left = repeats; ; left--) {
    const answer = await callApi(portal, method, path, sent);
    if (answer.status < 500 || left === 0) return answer;
    await rest();
  }
}
