// The control page. Everything it shows comes from the JSON that `/_local/` offers to programs as well.
const byId = (id) => document.getElementById(id);
const status = byId('status');

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function ask(method, path, body) {
  const init = body === undefined ? { method } : { method, body };
  const response = await fetch(`/_local/${path}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? answer.message ?? response.statusText);
  return answer;
}

/** Runs what a person asked for and says how it went. */
async function carryOut(what, action) {
  status.textContent = `${what} …`;
  try {
    await action();
    status.textContent = `${what}: done.`;
  } catch (error) {
    status.textContent = `${what}: ${error.message}`;
  }
  await refresh();
}

function showMail({ from, to, subject, text, html, at }) {
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url.replace(/[.,;)>]+$/, ''));
  // Sandboxed: a mail may show itself and open its links in a new tab, but runs nothing.
  const frame = element('iframe', { title: subject, sandbox: 'allow-popups allow-popups-to-escape-sandbox' });
  frame.srcdoc = `<base target="_blank">${html ?? `<pre style="white-space:pre-wrap">${escapeHtml(text)}</pre>`}`;
  const list = links.map((url) => element('p', {}, element('a', { href: url, textContent: url })));
  byId('letter').replaceChildren(
    element('h3', { textContent: subject }),
    element('small', { textContent: `${from ?? ''} to ${to} · ${at}` }),
    frame,
    ...list,
  );
}

const escapeHtml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const empty = (text) => element('li', { className: 'empty', textContent: text });

let shown = '';
async function refresh() {
  const [mail, sms, clock, faults, calls, stack] = await Promise.all(
    ['mail', 'sms', 'clock', 'faults', 'calls?last=100', 'stack'].map((path) => ask('GET', path)),
  );
  byId('now').textContent = `${clock.now}${clock.moved ? ' (moved)' : ''}`;
  // Only what changed is drawn again, so that the keyboard's focus stays where it is.
  const state = JSON.stringify([mail.length, sms.length, faults, calls.at(-1), stack.outputs]);
  if (state === shown) return;
  shown = state;
  const letters = mail
    .toReversed()
    .map((one) =>
      element(
        'li',
        {},
        element(
          'button',
          { type: 'button', onclick: () => showMail(one) },
          element('strong', { textContent: one.subject }),
          element('small', { textContent: `${one.to} · ${one.at}` }),
        ),
      ),
    );
  byId('mail').replaceChildren(...(letters.length ? letters : [empty('No mail yet.')]));
  const texts = sms
    .toReversed()
    .map((one) => element('li', {}, one.text, element('small', { textContent: `${one.to} · ${one.at}` })));
  byId('sms').replaceChildren(...(texts.length ? texts : [empty('No SMS yet.')]));
  const pending = faults.map((one) => element('li', { textContent: JSON.stringify(one) }));
  byId('faults').replaceChildren(...(pending.length ? pending : [empty('No faults.')]));
  byId('calls').replaceChildren(
    ...calls
      .toReversed()
      .map((call) =>
        element(
          'tr',
          {},
          ...[
            call.at,
            call.function ?? 'owner',
            `${call.service} ${call.operation}`,
            call.outcome,
            call.ms.toFixed(1),
          ].map((textContent) => element('td', { textContent })),
        ),
      ),
  );
  byId('outputs').replaceChildren(
    ...Object.entries(stack.outputs).flatMap(([name, value]) => [
      element('dt', { textContent: name }),
      element('dd', { textContent: value }),
    ]),
  );
}

const moveClock = (order) => ask('POST', 'clock', JSON.stringify(order));
for (const button of document.querySelectorAll('[data-advance]')) {
  button.onclick = () => carryOut(button.textContent, () => moveClock({ advance: button.dataset.advance }));
}
byId('reset').onclick = () => carryOut('Back to now', () => moveClock({ reset: true }));
byId('ttl').onclick = () => carryOut('Remove expired items', () => ask('POST', 'ttl'));
byId('clear-faults').onclick = () => carryOut('Clear faults', () => ask('DELETE', 'faults'));

/** Sends a form's fields to `send` instead of loading a page; files may also be dropped on it. */
function onSubmit(form, what, send) {
  form.onsubmit = (event) => {
    event.preventDefault();
    carryOut(what, () => send(new FormData(form)));
  };
  form.ondragover = (event) => {
    event.preventDefault();
    form.classList.add('over');
  };
  form.ondragleave = () => form.classList.remove('over');
  form.ondrop = (event) => {
    event.preventDefault();
    form.classList.remove('over');
    const input = form.querySelector('input[type=file]');
    if (!input) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  };
}
onSubmit(byId('advance'), 'Move the clock', (fields) => moveClock({ advance: fields.get('duration') }));
onSubmit(byId('fault'), 'Add the fault', (fields) =>
  ask('POST', 'faults', JSON.stringify({ ...Object.fromEntries(fields), times: Number(fields.get('times')) })),
);

/** The form of one kind of file: it goes under the kind's prefix, in the folder that the form names. */
function uploadForm({ prefix, form: { title, folder, file, accept } }) {
  const field = (label, properties) =>
    element('label', {}, `${label} `, element('input', { required: true, ...properties }));
  const form = element(
    'form',
    { className: 'drop' },
    element('h3', { textContent: title }),
    ...(folder ? [field(folder, { name: 'folder' })] : []),
    field(file, { type: 'file', name: 'file', accept }),
    element('button', { type: 'submit', textContent: 'Upload' }),
  );
  onSubmit(form, title, (fields) => {
    const sent = fields.get('file');
    const key = prefix + (folder ? `${fields.get('folder')}/` : '') + sent.name;
    return ask('POST', `upload?key=${encodeURIComponent(key)}`, sent);
  });
  return form;
}

async function showDropZone() {
  const dropZone = await ask('GET', 'drop-zone');
  if (!dropZone) return;
  byId('drop-title').textContent = dropZone.title;
  byId('drop').append(...dropZone.uploads.filter(({ form }) => form).map(uploadForm));
  byId('drop').hidden = false;
}

showDropZone().catch((error) => {
  status.textContent = error.message;
});
refresh().catch((error) => {
  status.textContent = error.message;
});
setInterval(() => refresh().catch(() => {}), 2000);
