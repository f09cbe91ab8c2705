import type { BrowserContext, Page } from 'playwright-core';

/**
 * Does what opens a document in a tab of its own, and waits until the insurer's storage (`storage`: its origin) has answered
 * with it. Returns the tab. Not by the tab's address: a browser without a PDF viewer saves the document instead.
 */
export async function openedDocument(
  { page, context }: { readonly page: Page; readonly context: BrowserContext },
  storage: string,
  open: () => Promise<unknown>,
): Promise<Page> {
  const [tab, response] = await Promise.all([
    page.waitForEvent('popup'),
    context.waitForEvent(
      'response',
      (answer) => answer.request().isNavigationRequest() && answer.url().startsWith(`${storage}/`),
    ),
    open(),
  ]);
  if (response.status() !== 200) throw new Error(`The document was answered with ${response.status()}`);
  return tab;
}
