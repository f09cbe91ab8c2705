import { openPlace, type PlaceOrder } from '../place.ts';
import { signedCall } from '../signed-call.ts';

/**
 * Puts the pages of the stage's own build into their bucket again, where files are missing or wrong: a deployment of an unchanged build
 * does not. Needs no build here. Throws Error with what the publishing function said.
 */
export async function publishPages({
  print,
  ...order
}: PlaceOrder & { readonly print: (line: string) => void }): Promise<void> {
  const place = await openPlace(order);
  try {
    const { region, credentials } = place.sqs.config;
    const answer = await signedCall({
      ...{ service: 'lambda', region: await region(), endpointUrl: order.endpointUrl, credentials },
      path: `/2015-03-31/functions/${place.portalName}-publish-website/invocations`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ RequestType: 'Publish' }),
    });
    if (answer !== 'null' && answer !== '') throw new Error(`publish-website failed: ${answer}`);
    print('The pages are published again: what was missing is there, and visit-portal says so within five minutes');
  } finally {
    place.close();
  }
}
