/** The oldest browsers that the portal is for (decision 0184): the build's target, and what pages tell whoever has an older one. */
export const oldestBrowsers = { safari: '15.4', chrome: '93', edge: '93', firefox: '98', samsung: '17' } as const;

const { safari, chrome, edge, firefox, samsung } = oldestBrowsers;

/** As a list in a sentence; `or` in its language. */
export const nameOldestBrowsers = (or: 'vagy' | 'or'): string =>
  `Safari ${safari}, Chrome ${chrome === edge ? '' : `${chrome} `}${or} Edge ${edge}, Firefox ${firefox}, Samsung Internet ${samsung}`;
