import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

/** What every chapter of the runbook says, in this order. */
export const form = [
  '**Who suffers:**',
  '**Severity:**',
  '**How to see it:**',
  '**Cause:**',
  '**Cure:**',
  '**It is over when**',
  '**Do not**',
] as const;

/** The runbook's chapters by heading, without its introduction. */
export const chapters: ReadonlyMap<string, string> = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1)]),
);

/** What a chapter says under a label of the form; empty if nothing. */
export function said(heading: string, label: (typeof form)[number]): string {
  const text = chapters.get(heading) ?? '';
  const from = text.indexOf(label);
  if (from < 0) return '';
  const next = form.slice(form.indexOf(label) + 1).map((other) => text.indexOf(`\n${other}`, from));
  const end = Math.min(...next.filter((at) => at >= 0), text.length);
  return text.slice(from + label.length, end).trim();
}

/** As GitHub makes the anchor of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** The anchors that the runbook's own links name. */
export const linkedAnchors = [...new Set([...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor ?? ''))];

/** Anchors of all headings. */
export const anchors = [...runbook.matchAll(/^#{2,3} (.*)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));

/** What a reader puts in place of what the runbook leaves open. */
const filledIn = (command: string): string =>
  command
    .replace(/<stage>|\$stage/g, 'prod')
    .replace(/<(?:each )?worker>/g, 'deliver-document')
    .replace(/\$S\b/g, '2027-01-31T08:25:00Z')
    .replace(/"?\$\((?:out|readers) \w+\)"?/g, 'x-1')
    .replace(/"\$@"/g, 'status')
    .replace(/'<line>'|<line>/g, 'index.mjs:44:130450')
    .replace(/documents\/<policy>\/<file>/g, 'documents/P-1/a')
    .replace(/<[\w ]+>|\$\w+/g, 'x-1')
    .replace(/;.*/, '');

/** The words of every command that begins so; commands that are only named (two words at most) are left out. */
export const commandsOf = (script: string): string[][] =>
  [...runbook.matchAll(new RegExp(`npm run ${script} -- ([^\`\\n]+)`, 'g'))].map(([, words = '']) =>
    filledIn(words).trim().split(/\s+/),
  );
