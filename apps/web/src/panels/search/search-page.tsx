import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { useCatalogue } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';
import { unitChoice, useUnitOptions } from '../../parts/unit-options.tsx';
import type { TextKey } from '../../texts/index.ts';
import { ExcerptText } from './excerpt.tsx';
import { searchWordsId } from '../../parts/search-box.tsx';
import '../../parts/search.css';

type Found = AnswerOf<'programme.search'>;
type Hit = Found['hits'][number];

interface Asked {
  readonly q: string;
  readonly unit?: string | undefined;
  readonly place?: string | undefined;
}

const firstPart = 20;
const most = 200;

/** Documents, clauses and tasks by words, phrases, place and unit. */
export function SearchPage() {
  const { t } = useLanguage();
  const given: { q?: unknown; unit?: string; place?: string } = useSearch({ strict: false });
  const asked: Asked = { q: String(given.q ?? '').trim(), unit: given.unit, place: given.place };
  const navigate = useNavigate();
  const [limit, setLimit] = useState(firstPart);
  const found = useFound(asked, limit);
  /** The words whose first hit is to be opened as soon as it is there. */
  const [wanted, setWanted] = useState<string | null>(null);
  const hits = found.data?.hits;
  const first = hits?.[0];
  const ask = (next: Asked) => {
    const { q, unit, place } = next;
    setLimit(firstPart);
    void navigate({ to: '/search', search: { q, ...(unit && { unit }), ...(place && { place }) }, replace: true });
  };
  const isThere = wanted === asked.q && !found.isFetching && !found.isPlaceholderData;
  useEffect(() => {
    if (!isThere) return;
    setWanted(null);
    if (first) void navigate({ href: first.link });
  }, [isThere, first, navigate]);
  return (
    <div className="page">
      <TitleLine title={t('searchShort')} scope={t('searchEnter')} />
      <AskLine asked={asked} onAsk={ask} onEnter={setWanted} />
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isLoading && <Loading />}
      {asked.q === '' && <Advice lead={t('searchStart')} advice={['advicePhrase', 'adviceUnit']} />}
      {asked.q !== '' && found.data && (
        <Hits
          found={found.data}
          asked={asked}
          onInstead={(q) => ask({ ...asked, q })}
          {...(limit < most && { onMore: () => setLimit(most) })}
        />
      )}
    </div>
  );
}

function useFound({ q, unit, place }: Asked, limit: number) {
  return useQuery({
    queryKey: ['search', q, unit ?? '', place ?? '', limit],
    queryFn: () =>
      call('programme.search', {
        query: q.slice(0, 200),
        limit,
        ...(unit && { unitId: unit }),
        ...(place && { regionCode: place }),
      }),
    enabled: q !== '',
    placeholderData: (before) => before,
  });
}

/** The words, the place and the unit; what is typed is searched for after a moment. */
function AskLine({ asked, onAsk, onEnter }: { asked: Asked; onAsk(next: Asked): void; onEnter(words: string): void }) {
  const { t } = useLanguage();
  const regions = useCatalogue().data?.regions ?? [];
  const units = useUnitOptions();
  const [words, setWords] = useState(asked.q);
  const sent = useRef(asked.q);
  const latest = useRef({ asked, onAsk });
  latest.current = { asked, onAsk };
  useEffect(() => {
    if (asked.q !== sent.current) setWords(asked.q);
    sent.current = asked.q;
  }, [asked.q]);
  const send = (next: string) => {
    sent.current = next.trim();
    latest.current.onAsk({ ...latest.current.asked, q: next.trim() });
  };
  useEffect(() => {
    if (words.trim() === sent.current) return undefined;
    const timer = setTimeout(() => {
      // Sent by Enter meanwhile: asked once more it would lead back from the hit that is opened.
      if (words.trim() === sent.current) return;
      sent.current = words.trim();
      latest.current.onAsk({ ...latest.current.asked, q: words.trim() });
    }, 250);
    return () => clearTimeout(timer);
  }, [words]);
  const choice = {
    allowClear: true,
    showSearch: { optionFilterProp: 'label' },
    popupMatchSelectWidth: false,
    style: { width: 180 },
  };
  return (
    <div className="filter-line search-line">
      <Input
        id={searchWordsId}
        autoFocus
        allowClear
        size="large"
        maxLength={200}
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('searchAll')}
        aria-label={t('searchAll')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && words.trim() !== '') {
            if (words.trim() !== asked.q) send(words);
            onEnter(words.trim());
          }
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            document.querySelector<HTMLElement>('.hit a')?.focus();
          }
        }}
      />
      <Select
        {...choice}
        placeholder={t('searchRegion')}
        aria-label={t('searchRegion')}
        value={asked.place}
        onChange={(place: string | undefined) => onAsk({ ...asked, place })}
        options={regions.map((region) => ({ value: region.code, label: region.name }))}
      />
      <Select
        {...choice}
        {...unitChoice}
        placeholder={t('searchUnit')}
        aria-label={t('searchUnit')}
        value={asked.unit}
        onChange={(unit: string | undefined) => onAsk({ ...asked, unit })}
        options={[...units]}
      />
    </div>
  );
}

const groups: readonly { kind: Hit['kind']; text: TextKey; count: keyof Found['counts'] }[] = [
  { kind: 'task', text: 'hitTasks', count: 'tasks' },
  { kind: 'row', text: 'hitRows', count: 'rows' },
  { kind: 'document', text: 'hitDocuments', count: 'documents' },
];

interface HitsProps {
  readonly found: Found;
  readonly asked: Asked;
  onInstead(words: string): void;
  readonly onMore?: () => void;
}

function Hits({ found, asked, onInstead, onMore }: HitsProps) {
  const { t } = useLanguage();
  const { instead } = found;
  if (found.hits.length === 0)
    return (
      <Advice
        lead={found.words.length === 0 ? t('noWords') : t('noHits', { words: asked.q })}
        {...(instead !== null && { instead, onInstead })}
        advice={[
          'adviceFewer',
          'advicePhrase',
          'adviceUnit',
          ...((asked.unit ?? asked.place) ? (['adviceFilter'] as const) : []),
        ]}
      />
    );
  const isMore = groups.some(
    ({ kind, count }) => found.hits.filter((hit) => hit.kind === kind).length < found.counts[count],
  );
  return (
    <div data-testid="hits">
      {groups.map(({ kind, text, count }) => {
        const hits = found.hits.filter((hit) => hit.kind === kind);
        if (hits.length === 0) return null;
        return (
          <section key={kind} className="panel hit-group" aria-label={t(text)}>
            <h2>
              {t(text)}{' '}
              <span className="muted">
                {hits.length < found.counts[count]
                  ? t('hitShown', { shown: hits.length, count: found.counts[count] })
                  : t('hitCount', { count: found.counts[count] })}
              </span>
            </h2>
            <ul className="line-list">
              {hits.map((hit) => (
                <HitLine key={`${hit.kind}-${hit.id}`} hit={hit} words={found.words} />
              ))}
            </ul>
          </section>
        );
      })}
      {isMore && onMore && <Button onClick={onMore}>{t('showMoreHits')}</Button>}
    </div>
  );
}

/** One hit: what it is, where it stands, and the words around the match. */
function HitLine({ hit, words }: { hit: Hit; words: readonly string[] }) {
  const navigate = useNavigate();
  return (
    <li className="hit">
      <a
        href={hit.link}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          void navigate({ href: hit.link });
        }}
      >
        {hit.title}
      </a>{' '}
      <span className="muted">{hit.place}</span>
      <div>
        <ExcerptText excerpt={hit.excerpt} words={words} />
      </div>
    </li>
  );
}

interface AdviceProps {
  readonly lead: string;
  readonly advice: readonly TextKey[];
  readonly instead?: string;
  readonly onInstead?: (words: string) => void;
}

function Advice({ lead, advice, instead, onInstead }: AdviceProps) {
  const { t } = useLanguage();
  return (
    <EmptyState>
      <p>{lead}</p>
      {instead !== undefined && (
        <p>
          {t('searchInstead')}
          <Button type="link" size="small" data-testid="instead" onClick={() => onInstead?.(instead)}>
            {instead}
          </Button>
        </p>
      )}
      <ul className="advice">
        {advice.map((text) => (
          <li key={text}>{t(text)}</li>
        ))}
      </ul>
    </EmptyState>
  );
}
