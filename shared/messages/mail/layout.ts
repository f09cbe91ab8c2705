import type { Language } from '#shared/contract/fields.ts';
import type { MailContent } from './mail.ts';

/** The insurer's name and helpline with its menu, which every mail shows to customers. */
export type Letterhead = { readonly insurerName: string; readonly helpline: Readonly<Record<Language, string>> };

const words = {
  hu: {
    help: (helpline: string) => `Segítségre van szüksége? Hívja a TeleBiztosítót: ${helpline}.`,
    code: 'Ha a megnyíló oldal kódot kér, ezt másolja be:',
    automatic: 'Ezt a levelet az ügyfélportál küldte, kérjük, ne válaszoljon rá.',
  },
  en: {
    help: (helpline: string) => `Do you need help? Call TeleBiztosító: ${helpline}.`,
    code: 'If the page asks for a code, copy this one:',
    automatic: 'The customer portal sent this message. Please do not reply to it.',
  },
} as const;

/** The text form of a mail, with empty lines between paragraphs, and each of `lines` and the address on a line of its own. */
export function mailText(content: MailContent, language: Language, { insurerName, helpline }: Letterhead): string {
  const { help, code, automatic } = words[language];
  const blocks = [
    ...content.paragraphs,
    ...(content.lines ? [content.lines.join('\n')] : []),
    ...(content.action ? [`${content.action.label}:\n${content.action.url}`] : []),
    ...(content.action?.code ? [`${code}\n${content.action.code}`] : []),
    ...(content.closing ?? []),
    `${help(helpline[language])}\n${automatic}\n\n${insurerName}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

// Only the button has its own colours; everything else follows the reader's light or dark theme.
const style = {
  page: 'color-scheme:light dark;font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;font-size:16px;line-height:1.5',
  column: 'max-width:36rem;margin:0 auto;padding:1.5rem 1rem',
  name: 'font-size:18px;font-weight:bold;margin:0 0 1.5rem',
  paragraph: 'margin:0 0 1rem',
  lines: 'margin:0 0 1.25rem',
  line: 'margin:0 0 .5rem;font-family:ui-monospace,Consolas,Menlo,monospace;font-size:18px',
  button:
    'display:inline-block;padding:.75rem 1.25rem;border-radius:.375rem;background:#005a9c;color:#ffffff;text-decoration:none;font-weight:bold',
  foot: 'margin:2rem 0 0;padding:1rem 0 0;border-top:1px solid #808080;font-size:14px',
};

/** The HTML form of a mail: the same words in the same order, inline styles, no images, nothing to load, no tracking. */
export function mailHtml(content: MailContent, language: Language, { insurerName, helpline }: Letterhead): string {
  const { help, code, automatic } = words[language];
  const paragraph = (text: string) => `<p style="${style.paragraph}">${escapeHtml(text)}</p>`;
  const button = ({ label, url }: { label: string; url: string }) =>
    `<p style="${style.paragraph}"><a href="${escapeHtml(url)}" style="${style.button}">${escapeHtml(label)}</a></p>`;
  const block = (lines: readonly string[]) =>
    `<div style="${style.lines}">${lines.map((line) => `<p style="${style.line}">${escapeHtml(line)}</p>`).join('')}</div>`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(content.subject)}</title></head><body style="${style.page}"><div style="${style.column}">`,
    `<p style="${style.name}">${escapeHtml(insurerName)}</p>`,
    ...content.paragraphs.map(paragraph),
    ...(content.lines ? [block(content.lines)] : []),
    ...(content.action ? [button(content.action)] : []),
    ...(content.action?.code ? [paragraph(code), block([content.action.code])] : []),
    ...(content.closing ?? []).map(paragraph),
    `<p style="${style.foot}">${escapeHtml(help(helpline[language]))}<br>${escapeHtml(automatic)}</p>`,
    '</div></body></html>',
  ].join('\n');
}
