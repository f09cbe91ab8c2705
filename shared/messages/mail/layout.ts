import type { Language } from '#shared/contract/fields.ts';
import { dialable } from '#shared/contract/helpline.ts';
import { languageLink } from './language-link.ts';
import type { MailContent, MailLine } from './mail.ts';

/** What every mail shows of the insurer. */
export type Letterhead = {
  readonly insurerName: string;
  /** The helpline with its menu and hours, as people read it. */
  readonly helpline: Readonly<Record<Language, string>>;
  /** The helpline's number alone, as at the beginning of `helpline`. */
  readonly number: string;
  /** The company's address; empty where it is not set. */
  readonly address: string;
  /** Of the button, as `#rrggbb`. */
  readonly colours: { readonly accent: string; readonly onAccent: string };
  /** A picture that every reader fetches from the same address, so that it tells nothing of who reads. */
  readonly logo: { readonly url: string; readonly width: number; readonly height: number };
};

const words = {
  hu: {
    help: (helpline: string) => `Segítségre van szüksége? Hívja a TeleBiztosítót: ${helpline}.`,
    code: 'Ha a megnyíló oldal kódot kér, ezt másolja be:',
    automatic: 'Ezt az e-mailt az ügyfélportál küldte, kérjük, ne válaszoljon rá.',
  },
  en: {
    help: (helpline: string) => `Do you need help? Call TeleBiztosító: ${helpline}.`,
    code: 'If the page asks for a code, copy this one:',
    automatic: 'The customer portal sent this e-mail. Please do not reply to it.',
  },
} as const;

const lineText = (line: MailLine) => (typeof line === 'string' ? line : `${line.label}\n${line.value}`);

/** The text form of a mail, with empty lines between paragraphs, and each of `lines` and the address on a line of its own. */
export function mailText(content: MailContent, language: Language, letterhead: Letterhead): string {
  const { insurerName, helpline, address } = letterhead;
  const { help, code, automatic } = words[language];
  const blocks = [
    ...content.paragraphs,
    ...(content.lines ? [content.lines.map(lineText).join('\n')] : []),
    ...(content.action ? [`${content.action.label}:\n${languageLink(content.action.url, language)}`] : []),
    ...(content.action?.code ? [`${code}\n${content.action.code}`] : []),
    ...(content.closing ?? []),
    `${help(helpline[language])}\n${automatic}\n\n${[insurerName, address].filter(Boolean).join('\n')}`,
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
  logo: 'border:0;vertical-align:middle',
  paragraph: 'margin:0 0 1rem',
  lines: 'margin:0 0 1.25rem',
  // A code of 70 letters has no blank: it must not make the whole mail wider than a telephone.
  line: 'margin:0 0 .5rem;font-family:ui-monospace,Consolas,Menlo,monospace;font-size:18px;overflow-wrap:anywhere;word-break:break-word',
  label: 'margin:0',
  table: 'border-collapse:separate;margin:0 0 1rem',
  cell: 'border-radius:6px',
  button:
    'display:inline-block;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:bold;mso-padding-alt:12px 20px',
  foot: 'margin:2rem 0 0;padding:1rem 0 0;border-top:1px solid #808080;font-size:14px',
};

/** A text in which the helpline is a link that dials, where it can be dialled: as a whole, or its number alone. */
function dialling(text: string, language: Language, { number, helpline }: Letterhead): string {
  const dialled = dialable(number);
  const escaped = escapeHtml(text);
  const shown = [helpline[language], number].map(escapeHtml).find((each) => each !== '' && escaped.includes(each));
  if (!dialled || shown === undefined) return escaped;
  return escaped.split(shown).join(`<a href="tel:${dialled}">${shown}</a>`);
}

/**
 * The HTML form of a mail: the same words in the same order, inline styles, no tracking; nothing to load but the insurer's logo. The
 * button is a cell of a table: Outlook pads and paints nothing else.
 */
export function mailHtml(content: MailContent, language: Language, letterhead: Letterhead): string {
  const { insurerName, helpline, address, colours, logo } = letterhead;
  const { help, code, automatic } = words[language];
  const paragraph = (text: string) => `<p style="${style.paragraph}">${dialling(text, language, letterhead)}</p>`;
  const painted = `background:${colours.accent};color:${colours.onAccent}`;
  const button = ({ label, url }: { label: string; url: string }) =>
    `<table role="presentation" cellspacing="0" cellpadding="0" border="0" style="${style.table}"><tr><td bgcolor="${colours.accent}" style="${style.cell};${painted}"><a href="${escapeHtml(languageLink(url, language))}" style="${style.button};${painted}">${escapeHtml(label)}</a></td></tr></table>`;
  const value = (text: string) => `<p style="${style.line}">${escapeHtml(text)}</p>`;
  const block = (lines: readonly MailLine[]) =>
    `<div style="${style.lines}">${lines
      .map((line) =>
        typeof line === 'string'
          ? value(line)
          : `<p style="${style.label}">${escapeHtml(line.label)}</p>${value(line.value)}`,
      )
      .join('')}</div>`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(content.subject)}</title></head><body style="${style.page}"><div style="${style.column}">`,
    `<p style="${style.name}"><img src="${escapeHtml(logo.url)}" alt="" width="${logo.width}" height="${logo.height}" style="${style.logo}"> ${escapeHtml(insurerName)}</p>`,
    ...content.paragraphs.map(paragraph),
    ...(content.lines ? [block(content.lines)] : []),
    ...(content.action ? [button(content.action)] : []),
    ...(content.action?.code ? [paragraph(code), block([content.action.code])] : []),
    ...(content.closing ?? []).map(paragraph),
    `<p style="${style.foot}">${[
      dialling(help(helpline[language]), language, letterhead),
      escapeHtml(automatic),
      ...[insurerName, address].filter(Boolean).map(escapeHtml),
    ].join('<br>')}</p>`,
    '</div></body></html>',
  ].join('\n');
}
