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
        {(kinds.length > 1 || filter.kind !== '') && (
          <select
            class="chip"
            aria-label={filters.kind}
            value={filter.kind}
            onChange={(event) => onChange({ kind: kinds.find((kind) => kind === event.currentTarget.value) ?? '' })}
          >
            <option value="">{filters.allKinds}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {kindNames[kind]}
              </option>
            ))}
          </select>
        )}
        {(policies.length > 1 || filter.policy !== '') && (
          <select
            class="chip"
            aria-label={filters.policy}
            value={filter.policy}
            onChange={(event) => onChange({ policy: event.currentTarget.value })}
          >
            <option value="">{filters.allPolicies}</option>
            {filter.policy !== '' && !policies.some(({ policyNumber }) => policyNumber === filter.policy) && (
              <option value={filter.policy}>{filter.policy}</option>
            )}
            {policies.map(({ policyNumber, document }) => (
              <option key={policyNumber} value={policyNumber}>
                {[policyNumber, productOf(document, words)].filter(Boolean).join(' – ')}
              </option>
            ))}
          </select>
        )}
        {(years.length > 1 || filter.year !== '') && (
          <select
            class="chip"
            aria-label={filters.year}
            value={filter.year}
            onChange={(event) => onChange({ year: event.currentTarget.value })}
          >
            <option value="">{filters.allYears}</option>
            {years.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        )}
      </div>
    </search>
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
