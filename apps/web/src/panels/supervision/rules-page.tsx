import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { AnswerOf, InputOf } from '../../api/operations.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { dayFromToday, shownDate, TitleLine } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { colourTexts, dimensionTexts, Lamp } from './light-words.tsx';
import { type Colour, type Light, useRules } from './supervision-api.ts';

type Rules = AnswerOf<'supervision.list-rules'>;
type Rule = Rules['rules'][number];

/** Rules of lights with their sources: which one holds, which one shall, and what the past months would have shown. */
export function RulesPage() {
  const { t, language } = useLanguage();
  const rules = useRules();
  const [shownId, setShownId] = useState<string | null>(null);
  if (rules.isPending) return <Loading />;
  if (rules.error)
    return (
      <div className="page">
        <Failure error={rules.error} retry={() => void rules.refetch()} />
      </div>
    );
  const { chosen, rules: all } = rules.data;
  const shown = all.find((rule) => rule.id === (shownId ?? chosen?.ruleId)) ?? all[0];
  const scope = chosen
    ? `${t('boardRule', { title: chosen.title })} · ${t('ruleFrom')} ${shownDate(chosen.from, language)} · ${t('ruleReportDay')} ${chosen.reportDay}`
    : t('boardNoRule');
  return (
    <div className="page">
      <TitleLine title={t('rules')} scope={scope}>
        <Link to="/board">
          <Button>{t('board')}</Button>
        </Link>
      </TitleLine>
      <p className="muted">{t('ruleLead')}</p>
      <div className="rules-grid">
        <div className="panel">
          <ul className="line-list" data-testid="rules" style={{ padding: '0 14px' }}>
            {all.map((rule) => (
              <li key={rule.id}>
                <button type="button" className="figure" onClick={() => setShownId(rule.id)}>
                  {rule.title}
                </button>
                {chosen?.ruleId === rule.id && <strong> · {t('ruleChosen')}</strong>}
                <div className="muted small">{rule.source}</div>
              </li>
            ))}
          </ul>
        </div>
        {shown && <RuleSide key={shown.id} rule={shown} />}
      </div>
      <Replay rules={rules.data} />
    </div>
  );
}

function RuleSide({ rule }: { rule: Rule }) {
  const { t } = useLanguage();
  const may = useMay();
  return (
    <aside className="panel" style={{ padding: 14 }} aria-label={rule.title}>
      <strong style={{ fontSize: 16 }}>{rule.title}</strong>
      <p className="muted small">
        {t('ruleSource')}：{rule.source}
      </p>
      <table className="plain-table">
        <tbody>
          {rule.clauses.map((entry) => (
            <tr key={`${entry.dimension} ${entry.colour} ${entry.clause}`}>
              <td style={{ whiteSpace: 'nowrap' }}>{t(dimensionTexts[entry.dimension as Light['dimension']])}</td>
              <td>
                <Lamp colour={entry.colour as Colour} />
              </td>
              <td>
                {entry.clause}
                {entry.assumed && (
                  <div className="unclear small">
                    {t('lightAssumed')}：{entry.assumed}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rule.ladder.length > 0 && (
        <>
          <h3 className="side-head">{t('ladderTitle')}</h3>
          <ol>
            {rule.ladder.map((clause) => (
              <li key={clause}>{clause}</li>
            ))}
          </ol>
        </>
      )}
      {may('supervision.choose-rule') && <Choose rule={rule} />}
    </aside>
  );
}

function Choose({ rule }: { rule: Rule }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [from, setFrom] = useState(dayFromToday());
  const [reportDay, setReportDay] = useState(28);
  const choose = useMutation({
    mutationFn: () => call('supervision.choose-rule', { ruleId: rule.id, from, reportDay }),
    onSuccess: async () => {
      void message.success(t('ruleChoiceDone'));
      await queries.invalidateQueries({ queryKey: ['supervision'] });
    },
  });
  return (
    <>
      <div className="field-grid" style={{ marginTop: 12 }}>
        <label className="label" htmlFor="rule-from">
          {t('ruleFrom')}
        </label>
        <DatePicker
          id="rule-from"
          allowClear={false}
          value={dayjs(from)}
          minDate={dayjs(rule.from)}
          onChange={(date) => date && setFrom(date.format('YYYY-MM-DD'))}
        />
        <label className="label" htmlFor="rule-day">
          {t('ruleReportDay')}
        </label>
        <InputNumber
          id="rule-day"
          min={1}
          max={31}
          precision={0}
          value={reportDay}
          onChange={(day) => setReportDay(day ?? 28)}
        />
      </div>
      {choose.error && <Failure error={choose.error} />}
      <Button type="primary" loading={choose.isPending} onClick={() => choose.mutate()} style={{ marginTop: 8 }}>
        {t('ruleChoose')}
      </Button>
    </>
  );
}

/** The past months under two rules. Nothing is kept. */
function Replay({ rules: { rules, chosen } }: { rules: Rules }) {
  const { t } = useLanguage();
  const month = dayFromToday().slice(0, 7);
  const [asked, setAsked] = useState<InputOf<'supervision.replay-rules'>>({
    one: chosen?.ruleId ?? rules[0]?.id ?? '',
    other: rules.find((rule) => rule.id !== chosen?.ruleId)?.id ?? '',
    from: `${month.slice(0, 4)}-01`,
    to: month,
  });
  const [run, setRun] = useState<typeof asked | null>(null);
  const found = useQuery({
    queryKey: ['supervision', 'replay', run],
    queryFn: () => call('supervision.replay-rules', run ?? asked),
    enabled: run !== null,
  });
  const options = rules.map((rule) => ({ value: rule.id, label: rule.title }));
  const change = (next: Partial<typeof asked>) => setAsked((before) => ({ ...before, ...next }));
  return (
    <section className="panel" style={{ padding: 14, marginTop: 12 }} data-testid="replay">
      <h2 className="side-head">{t('replayTitle')}</h2>
      <div className="board-filter">
        {(['one', 'other'] as const).map((side) => (
          <Select
            key={side}
            aria-label={t(side === 'one' ? 'replayOne' : 'replayOther')}
            style={{ width: 260 }}
            value={asked[side]}
            options={options}
            onChange={(value) => change({ [side]: value })}
          />
        ))}
        {(['from', 'to'] as const).map((end) => (
          <DatePicker
            key={end}
            picker="month"
            allowClear={false}
            aria-label={t(end === 'from' ? 'replayFrom' : 'replayTo')}
            value={dayjs(asked[end])}
            onChange={(date) => date && change({ [end]: date.format('YYYY-MM') })}
          />
        ))}
        <Button onClick={() => setRun(asked)} loading={found.isFetching}>
          {t('replayRun')}
        </Button>
      </div>
      {found.error && <Failure error={found.error} />}
      {found.data && run && <Found found={found.data} titles={[titleOf(rules, run.one), titleOf(rules, run.other)]} />}
    </section>
  );
}

function titleOf(rules: readonly Rule[], id: string): string {
  return rules.find((rule) => rule.id === id)?.title ?? id;
}

function Found({ found, titles }: { found: AnswerOf<'supervision.replay-rules'>; titles: readonly [string, string] }) {
  const { t } = useLanguage();
  if (found.counts.length === 0) return <p className="muted">{t('replayNone')}</p>;
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('month')}</th>
            {titles.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.counts.map(({ period, one, other }) => (
            <tr key={period}>
              <td>{period}</td>
              <td>
                <Counts counts={one} />
              </td>
              <td>
                <Counts counts={other} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.differences.length === 0 ? (
        <p className="muted">{t('replaySame')}</p>
      ) : (
        <>
          <h3 className="side-head">{t('replayDifferences')}</h3>
          <ul className="line-list">
            {found.differences.map(({ taskId, period, number, text, one, other }) => (
              <li key={`${taskId} ${period}`}>
                {period}{' '}
                <Link to="/board/$taskId" params={{ taskId }}>
                  {number}
                </Link>{' '}
                {text} <Lamp colour={one} /> → <Lamp colour={other} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Counts({ counts }: { counts: Readonly<Partial<Record<Colour, number>>> }) {
  const order = Object.keys(colourTexts) as Colour[];
  return (
    <span className="months">
      {order.toReversed().flatMap((colour) =>
        counts[colour] === undefined
          ? []
          : [
              <span key={colour}>
                <Lamp colour={colour} /> {counts[colour]}
              </span>,
            ],
      )}
    </span>
  );
}
