import { App, Stack } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import { PortalPages } from '#infra/operations/portal-pages.ts';

it('R12.3 a page that sums up an alarm that there is not stops the synthesis, and names both', () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'portal');
  expect(() => new PortalPages(stack, 'pages')).toThrow(
    'The page tables-failing sums up portal-table-throttled, which is the heading of no alarm that is a part',
  );
});
