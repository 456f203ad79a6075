import type { FigureChange } from '@qipan/host/contract';
import { useLanguage } from '../language.tsx';

/** The registered figures on both sides of a command: before, after, difference, unit, and what each is made of. */
export function FigureChanges({ figures }: { figures: readonly FigureChange[] }) {
  const { t, language } = useLanguage();
  if (figures.length === 0) return <p className="muted">{t('noFigures')}</p>;
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col" className="amount">
              {t('before')}
            </th>
            <th scope="col" className="amount">
              {t('after')}
            </th>
            <th scope="col" className="amount">
              {t('difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.name}>
              <th scope="row">
                {figure.title[language]}
                {language === 'zh' ? `（${figure.unit.zh}）` : ` (${figure.unit.en})`}
                <div className="figure-basis">
                  {t('basis')}: {figure.basis[language]}
                </div>
              </th>
              <td className="amount">
                <Amount figure={figure} value={figure.before} />
              </td>
              <td className="amount">
                <Amount figure={figure} value={figure.after} />
              </td>
              <td className="amount">{difference(figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Amount({ figure, value }: { figure: FigureChange; value: number | null }) {
  const { t, language } = useLanguage();
  if (!figure.computed) return <span className="muted">{t('notComputed')}</span>;
  if (value === null) return <span className="unclear">{t('unknownValue')}</span>;
  return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
}

function difference({ computed, before, after }: FigureChange): string {
  if (!computed || before === null || after === null) return '—';
  const change = after - before;
  return change === 0 ? '0' : change > 0 ? `+${change}` : `−${-change}`;
}
