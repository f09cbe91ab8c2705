import { byId, element } from './forms.js';

const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The text form, as a mail program without HTML shows it. */
const textOf = (text) => element('pre', { className: 'text-form', textContent: text });

/** The HTML form. Sandboxed: it may show itself and open its links in a new tab, but runs nothing; so its height can be read. */
function htmlOf(subject, html) {
  const frame = element('iframe', {
    title: subject,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox allow-same-origin',
  });
  frame.onload = () => {
    // As high as the mail: a frame that scrolls would hide its end.
    frame.style.height = `${frame.contentDocument.documentElement.scrollHeight + 2}px`;
  };
  frame.srcdoc = `<base target="_blank">${html}`;
  return frame;
}

/** Shows a mail in both forms, one at a time, with its links. */
export function showMail({ from, to, subject, text, html, at }) {
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url.replace(/[.,;)>]+$/, ''));
  const forms = [
    ['HTML', () => htmlOf(subject, html ?? `<pre>${escapeHtml(text)}</pre>`)],
    ['Text', () => textOf(text)],
  ];
  const place = element('div', {});
  const buttons = forms.map(([label, make]) => {
    const button = element('button', { type: 'button', textContent: label });
    button.onclick = () => {
      for (const other of buttons) other.setAttribute('aria-pressed', other === button);
      place.replaceChildren(make());
    };
    return button;
  });
  byId('letter').replaceChildren(
    element('h3', { textContent: subject }),
    element('small', { textContent: `${from ?? ''} to ${to} · ${at}` }),
    element('div', { className: 'row' }, ...buttons),
    place,
    ...links.map((url) => element('p', {}, element('a', { href: url, textContent: url }))),
  );
  buttons[0].click();
}
