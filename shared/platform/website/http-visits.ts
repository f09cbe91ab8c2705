/** How long an answer may take, in ms. */
const patience = 5000;

/** Requests paths of an origin over HTTP. Throws if there is no answer within 5 s. */
export const httpVisits = (origin: string) => async (path: string, method: 'GET' | 'HEAD') => {
  const response = await fetch(new URL(path, origin), {
    method,
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
};
