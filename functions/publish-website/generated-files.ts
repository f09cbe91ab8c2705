import type { InsurerOfPage } from './write-insurer.ts';

/** How long finders of security faults may believe security.txt, in days: each deployment writes it again. */
const securityTextDays = 365;
const day = 24 * 60 * 60_000;

/** Who finds a security fault learns here whom to tell (RFC 9116). */
const securityText = ({ securityContact }: InsurerOfPage, now: Date): string =>
  [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(now.getTime() + securityTextDays * day).toISOString()}`,
    'Preferred-Languages: hu, en',
    '',
  ].join('\n');

/** Only the first page and the help are for everybody; nothing else is of use to a search engine. */
const robots = [
  'User-agent: *',
  'Allow: /$',
  'Allow: /help',
  'Allow: /assets/',
  'Allow: /brand',
  'Disallow: /',
  '',
].join('\n');

const icon = (file: string, size: number, purpose: 'any' | 'maskable') => ({
  src: `/brand/${file}`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

/** What lets the portal be put on a telephone's home screen. */
const manifest = ({ meta, brand }: InsurerOfPage): string =>
  JSON.stringify({
    name: `${meta.name} – Ügyfélportál`,
    short_name: 'Ügyfélportál',
    lang: 'hu',
    id: '/',
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    background_color: brand.ground.light,
    theme_color: brand.accent,
    icons: [
      icon('icon-192.png', 192, 'any'),
      icon('icon-512.png', 512, 'any'),
      icon('icon-maskable-512.png', 512, 'maskable'),
    ],
  });

/** The files of the website that a build does not hold: the stage's settings make them. By path. */
export const generatedFiles = (insurer: InsurerOfPage, now: Date): Readonly<Record<string, string>> => ({
  'brand.css': insurer.brand.style,
  'site.webmanifest': manifest(insurer),
  'robots.txt': robots,
  '.well-known/security.txt': securityText(insurer, now),
});
