import { clearRefreshCookie } from '#shared/sign-in/sessions/refresh-cookie.ts';

type Answer = { readonly statusCode?: number; readonly cookies?: string[] };

/** Takes the cookie of an ended session away, so that the page does not offer it again. */
export const clearEndedCookie =
  <Event, Context, A extends Answer>(handle: (event: Event, context: Context) => Promise<A>) =>
  async (event: Event, context: Context): Promise<A> => {
    const answer = await handle(event, context);
    return answer.statusCode === 401 ? { ...answer, cookies: [clearRefreshCookie] } : answer;
  };
