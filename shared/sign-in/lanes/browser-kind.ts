import * as v from 'valibot';

/** A kind of browser as a mail names it; rough on purpose, so that it reveals nothing about a person (R12.1). */
export const browserKind = v.object({
  browser: v.picklist(['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet', 'other']),
  system: v.picklist(['Android', 'ChromeOS', 'iOS', 'Linux', 'macOS', 'Windows', 'other']),
});
export type BrowserKind = v.InferOutput<typeof browserKind>;

// The first that fits: browsers name those that they are made of or want to be taken for, too.
const browsers = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
] as const;
const systems = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** The kind of browser that a User-Agent header names; whoever signs in may have made it up. */
export const browserKindOf = (userAgent = ''): BrowserKind => ({
  browser: browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other',
  system: systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other',
});
