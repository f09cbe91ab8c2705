import { Search } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { DocumentView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';
import { Icon } from '../../layout/icon.tsx';
import { choicesOf, type DocumentFilter, isGoing, isUnread, noFilter, writeFilter } from './document-filter.ts';
import { productOf } from './document-titles.ts';

type FilterBarProps = {
  readonly documents: readonly DocumentView[];
  readonly filter: DocumentFilter;
  readonly onChange: (changes: Partial<DocumentFilter>) => void;
};

/** Search, and what the list can be limited to: by what is new or goes soon, by kind, policy and year (R7.1a). */
export function FilterBar({ documents, filter, onChange }: FilterBarProps) {
  const words = useWords();
  const { filters, kinds: kindNames } = words.documents;
  const id = useId();
  const now = new Date();
  const { kinds, policies, years } = choicesOf(documents, filter);
  const unread = documents.filter(isUnread).length;
  const going = documents.filter((document) => isGoing(document, now)).length;
  const isLimited = writeFilter(filter) !== '';
  const only = (name: 'unread' | 'going') => () => onChange({ only: filter.only === name ? '' : name });
  return (
    <search class="filters" aria-label={filters.label}>
      <div class="search">
        <label for={id}>
          <Icon of={Search} />
          <span class="visually-hidden">{filters.search}</span>
        </label>
        <input
          id={id}
          type="search"
          value={filter.search}
          placeholder={filters.search}
          autocomplete="off"
          onInput={(event) => onChange({ search: event.currentTarget.value })}
        />
      </div>
      <div class="chips">
        <Chip isPressed={!isLimited} onPress={() => onChange(noFilter)}>
          {filters.all}
        </Chip>
        {(unread > 0 || filter.only === 'unread') && (
          <Chip isPressed={filter.only === 'unread'} onPress={only('unread')}>
            {filters.unread(unread)}
          </Chip>
        )}
        {(going > 0 || filter.only === 'going') && (
          <Chip isPressed={filter.only === 'going'} onPress={only('going')}>
            {filters.going(going)}
          </Chip>
        )}
        <Choice
          label={filters.kind}
          all={filters.allKinds}
          chosen={filter.kind}
          options={kinds.map((kind) => ({ value: kind, text: kindNames[kind] }))}
          onChoose={(chosen) => onChange({ kind: kinds.find((kind) => kind === chosen) ?? '' })}
        />
        <Choice
          label={filters.policy}
          all={filters.allPolicies}
          chosen={filter.policy}
          options={policies.map(({ policyNumber, document }) => ({
            value: policyNumber,
            text: [policyNumber, document && productOf(document, words)].filter(Boolean).join(' – '),
          }))}
          onChoose={(policy) => onChange({ policy })}
        />
        <Choice
          label={filters.year}
          all={filters.allYears}
          chosen={filter.year}
          options={years.map((year) => ({ value: year, text: year }))}
          onChoose={(year) => onChange({ year })}
        />
      </div>
    </search>
  );
}

type ChoiceProps = {
  readonly label: string;
  /** The words for no limit. */
  readonly all: string;
  readonly chosen: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChoose: (value: string) => void;
};

/** One of several, where there are several. */
function Choice({ label, all, chosen, options, onChoose }: ChoiceProps) {
  if (options.length <= 1 && chosen === '') return null;
  return (
    <select class="chip" aria-label={label} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      <option value="">{all}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

type ChipProps = { readonly isPressed: boolean; readonly onPress: () => void; readonly children: ComponentChildren };

function Chip({ isPressed, onPress, children }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={isPressed} onClick={onPress}>
      {children}
    </button>
  );
}
