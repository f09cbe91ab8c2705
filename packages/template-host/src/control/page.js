// The control page. Everything it shows comes from the JSON that `/_local/` offers to programs as well.
import { byId, element, onSubmit, uploadForm } from './forms.js';
import { showMail } from './letter.js';

const status = byId('status');

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

const partsOf = ({ parts, text }) => `${parts === 1 ? '1 SMS' : `${parts} SMS`}, ${[...text].length} characters`;
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
    .map((one) =>
      element('li', {}, one.text, element('small', { textContent: `${one.to} · ${one.at} · ${partsOf(one)}` })),
    );
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

onSubmit(byId('advance'), carryOut, 'Move the clock', (fields) => moveClock({ advance: fields.get('duration') }));
onSubmit(byId('fault'), carryOut, 'Add the fault', (fields) =>
  ask('POST', 'faults', JSON.stringify({ ...Object.fromEntries(fields), times: Number(fields.get('times')) })),
);

async function showDropZone() {
  const dropZone = await ask('GET', 'drop-zone');
  if (!dropZone) return;
  const send = (query, body) => ask('POST', `upload?${query}`, body);
  byId('drop-title').textContent = dropZone.title;
  byId('drop').append(...dropZone.uploads.filter(({ form }) => form).map((one) => uploadForm(one, carryOut, send)));
  byId('drop').hidden = false;
}

showDropZone().catch((error) => {
  status.textContent = error.message;
});
refresh().catch((error) => {
  status.textContent = error.message;
});
setInterval(() => refresh().catch(() => {}), 2000);
