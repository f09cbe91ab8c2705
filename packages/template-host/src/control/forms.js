export const byId = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Sends a form's fields to `send` instead of loading a page; files may also be dropped on it. */
export function onSubmit(form, carryOut, what, send) {
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

const labelled = (label, control) => element('label', {}, `${label} `, control);
const input = (properties) => element('input', { required: true, ...properties });

/** A field for the folder; what it suggests can be chosen, and stands below, because browsers hide such lists. */
function folderFields({ label, suggestions = [] }, prefix) {
  const list = element(
    'datalist',
    { id: `folders-of-${prefix}` },
    ...suggestions.map((value) => element('option', { value })),
  );
  const field = input({ name: 'folder' });
  field.setAttribute('list', list.id);
  return [
    labelled(label, field),
    list,
    ...(suggestions.length ? [element('small', { textContent: suggestions.join(', ') })] : []),
  ];
}

const choice = ({ name, label, choices }) =>
  labelled(
    label,
    element(
      'select',
      { name: `metadata-${name}` },
      ...choices.map((value) => element('option', { value, textContent: value })),
    ),
  );

/** What a form sends: its file, or the JSON object of its fields; and the name under which it lies. */
function contentOf({ json }, fields) {
  if (!json) return { name: fields.get('file').name, body: fields.get('file') };
  const values = Object.keys(json.fields).map((name) => [name, fields.get(name)]);
  return { name: `${fields.get('name')}.json`, body: JSON.stringify(Object.fromEntries(values)) };
}

/** The form of one kind of file: it goes under the kind's prefix, in the folder that the form names, with its metadata. */
export function uploadForm({ prefix, form: words }, carryOut, send) {
  const { title, folder, metadata, json, file, accept } = words;
  const contents = json
    ? [
        labelled(json.named, input({ name: 'name' })),
        ...Object.entries(json.fields).map(([name, label]) => labelled(label, input({ name }))),
      ]
    : [labelled(file, input({ type: 'file', name: 'file', accept }))];
  const form = element(
    'form',
    { className: 'drop' },
    element('h3', { textContent: title }),
    ...(folder ? folderFields(folder, prefix) : []),
    ...(metadata ? [choice(metadata)] : []),
    ...contents,
    element('button', { type: 'submit', textContent: json ? 'Send' : 'Upload' }),
  );
  onSubmit(form, carryOut, title, (fields) => {
    const { name, body } = contentOf(words, fields);
    const query = new URLSearchParams({ key: prefix + (folder ? `${fields.get('folder')}/` : '') + name });
    if (metadata) query.set(`metadata-${metadata.name}`, fields.get(`metadata-${metadata.name}`));
    return send(query, body);
  });
  return form;
}
