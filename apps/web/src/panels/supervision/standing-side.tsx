import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useLanguage } from '../../language.tsx';
import { shownDate, shownTime } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import type { TextKey } from '../../texts/index.ts';
import { ActButtons } from './act-forms.tsx';
import { actTexts, colourTexts, dimensionTexts, gradeTexts, Lamp, measureTexts, phaseText } from './light-words.tsx';
import { type Light, type Line, type Standing, useStanding } from './supervision-api.ts';

/** One task at the right: where it stands, what may be done, its lights with their basis, reports, and all that happened. */
export function StandingSide({ line, onClose }: { line: Line; onClose(): void }) {
  const { t } = useLanguage();
  const standing = useStanding(line.taskId);
  return (
    <aside className="panel side" aria-label={line.number} data-testid="standing">
      <div style={{ display: 'flex', gap: 8, alignItems: 'baseline' }}>
        <strong style={{ fontSize: 16 }}>{line.number}</strong>
        <span style={{ flex: 1 }} />
        <Link to="/tasks/$taskId" params={{ taskId: line.taskId }}>
          {t('openTask')}
        </Link>
        <Button size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <p style={{ fontSize: 15 }}>{line.text}</p>
      {standing.error && <Failure error={standing.error} retry={() => void standing.refetch()} />}
      {standing.isPending && <Loading />}
      {standing.data && <Content line={line} standing={standing.data} />}
    </aside>
  );
}

function Content({ line, standing }: { line: Line; standing: Standing }) {
  const { t, language } = useLanguage();
  const { life } = standing;
  const today = standing.lights.at(-1);
  const dates: readonly (readonly [TextKey, string | null])[] = [
    ['assignedOn', life?.assignedOn ?? null],
    ['signedOn', life?.signedOn ?? null],
    ['deadline', line.deadline],
    ['closedOn', life?.closedOn ?? null],
  ];
  return (
    <>
      <div className="field-grid">
        <span className="label">{t('phase')}</span>
        <div style={{ paddingTop: 3 }} data-testid="phase">
          {t(phaseText(life))}
          {life?.extension && (
            <span className="unclear">
              {' '}
              · {t('extensionAsked', { date: shownDate(life.extension.until, language) })}
            </span>
          )}
        </div>
        {dates.map(
          ([text, date]) =>
            date && (
              <Pair key={text} label={t(text)}>
                {shownDate(date, language)}
              </Pair>
            ),
        )}
        {life && (
          <Pair label={t('progressHead')}>
            {life.progress === null ? <span className="muted">{t('unreported')}</span> : `${life.progress}%`}
          </Pair>
        )}
        {life?.grade && <Pair label={t('grade')}>{t(gradeTexts[life.grade])}</Pair>}
      </div>
      <ActButtons line={line} standing={standing} />
      {today && (
        <>
          <h3 className="side-head">{t('lightsTitle')}</h3>
          {today.lights.map((light) => (
            <LightBasis key={light.dimension} light={light} />
          ))}
          {standing.rule && (
            <p className="muted small">{t('lightsBy', { title: standing.rule.title, source: standing.rule.source })}</p>
          )}
          <div className="months">
            {standing.lights.map((month) => (
              <span key={month.period}>
                <span className="muted small">{month.period}</span> <Lamp colour={month.overall.colour} />
              </span>
            ))}
          </div>
          {standing.letter && (
            <p>
              <strong>{t('letterNext', { letter: standing.letter.letter })}</strong>{' '}
              <span className="muted">
                {standing.letter.clause}
                {standing.letter.release === 'person' && ` · ${t('letterByPerson')}`}
              </span>
            </p>
          )}
        </>
      )}
      <Reports standing={standing} />
      <Acts standing={standing} />
    </>
  );
}

function Pair({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <span className="label">{label}</span>
      <div style={{ paddingTop: 3 }}>{children}</div>
    </>
  );
}

const opTexts: Readonly<Record<Light['readings'][number]['op'], TextKey>> = {
  '<': 'opBelow',
  '<=': 'opAtMost',
  '=': 'opIs',
  '>=': 'opAtLeast',
  '>': 'opAbove',
};

/** A light opened: the words of the rule, the figures that decided, and what would turn it. */
function LightBasis({ light }: { light: Light }) {
  const { t } = useLanguage();
  const value = (now: number | boolean | null) =>
    now === null ? t('valueUnknown') : typeof now === 'boolean' ? t(now ? 'yes' : 'no') : String(now);
  return (
    <div className="light-basis" data-dimension={light.dimension}>
      <strong>{t(dimensionTexts[light.dimension])}</strong> <Lamp colour={light.colour} />
      {light.was && <span className="muted"> ({t('lightWas', { colour: t(colourTexts[light.was]) })})</span>}
      <div>{light.clause}</div>
      {light.assumed && (
        <div className="unclear small">
          {t('lightAssumed')}：{light.assumed}
        </div>
      )}
      <div className="muted small">
        {light.readings.map((reading) => (
          <div key={`${reading.measure} ${reading.op} ${reading.value}`}>
            {t(measureTexts[reading.measure])}：{value(reading.now)}
          </div>
        ))}
        {light.turns.map(({ colour, how, needs }) => (
          <div key={colour}>
            {t('lightTurns', { colour: t(colourTexts[colour]) })}
            {needs
              .map((need) => `${t(measureTexts[need.measure])}${t(opTexts[need.op], { value: value(need.value) })}`)
              .join(t(how === 'any' ? 'joinedByOr' : 'joinedByAnd'))}
          </div>
        ))}
      </div>
    </div>
  );
}

function Reports({ standing: { reports } }: { standing: Standing }) {
  const { t, language } = useLanguage();
  if (reports.length === 0) return null;
  return (
    <>
      <h3 className="side-head">{t('reportsTitle')}</h3>
      <ul className="line-list">
        {reports.map(({ month, due, filedOn }) => (
          <li key={month}>
            {month}{' '}
            <span className={filedOn ? 'muted' : 'unclear'}>
              {t('reportDue', { date: shownDate(due, language) })} ·{' '}
              {filedOn ? t('reportFiled', { date: shownDate(filedOn, language) }) : t('reportMissing')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Acts({ standing: { acts } }: { standing: Standing }) {
  const { t, language } = useLanguage();
  if (acts.length === 0) return null;
  return (
    <>
      <h3 className="side-head">{t('actsTitle')}</h3>
      <ul className="line-list" data-testid="acts">
        {acts.toReversed().map(({ seq, act, personName, unitName, at }) => (
          <li key={seq}>
            <strong>{t(actTexts[act.kind])}</strong>
            {act.kind === 'file-report' && ` ${act.month} ${act.progress === null ? '' : `${act.progress}%`}`}
            {act.kind === 'file-report' && act.isUnchanged && <span className="muted"> {t('unchangedMark')}</span>}
            {act.kind === 'close' && ` ${t(gradeTexts[act.grade])}`}
            {act.kind === 'ask-extension' && ` ${shownDate(act.until, language)}`}
            {'text' in act && <div>{act.text}</div>}
            {'reason' in act && <div>{act.reason}</div>}
            <div className="muted small">
              {personName} · {unitName} · {shownTime(at, language)}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
