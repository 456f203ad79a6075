import { CheckOutlined } from '@ant-design/icons';
import { roles } from '@qipan/kernel';
import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { roleText, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';

type Module = AnswerOf<'host.read-permissions'>['modules'][number];
type Operation = Module['operations'][number];

const kindTexts = { query: 'kindQuery', command: 'kindCommand', calculation: 'kindCalculation' } as const;

/** Every operation of every module against the posts: who may do what. */
export function PermissionsPage() {
  const { t, language } = useLanguage();
  const role = useSession().data?.actor?.role;
  const found = useQuery({ queryKey: ['permissions'], queryFn: () => call('host.read-permissions', {}) });
  const [words, setWords] = useState('');
  const [onlyOwn, setOnlyOwn] = useState(false);
  const asked = words.trim().toLowerCase();
  const matches = (operation: Operation) =>
    (!onlyOwn || (role !== undefined && operation.roles.includes(role))) &&
    `${operation.name} ${operation.title.zh} ${operation.title.en}`.toLowerCase().includes(asked);
  const modules = (found.data?.modules ?? [])
    .map((module) => ({ ...module, operations: module.operations.filter(matches) }))
    .filter((module) => module.operations.length > 0);
  return (
    <div className="page">
      <TitleLine title={t('permissions')} scope={t('permissionsLead')} />
      <div className="filter-line">
        <Input
          allowClear
          style={{ width: 260 }}
          placeholder={t('searchOperations')}
          aria-label={t('searchOperations')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Checkbox checked={onlyOwn} onChange={(event) => setOnlyOwn(event.target.checked)}>
          {t('onlyOwn')}
        </Checkbox>
      </div>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && (
        <div className="panel scroll-x">
          {modules.length === 0 && <EmptyState>{t('noOperation')}</EmptyState>}
          {modules.length > 0 && (
            <table className="plain-table matrix">
              <thead>
                <tr>
                  <th scope="col">{t('operation')}</th>
                  <th scope="col">{t('kind')}</th>
                  {roles.map((name) => (
                    <th key={name} scope="col" className={name === role ? 'mark own' : 'mark'}>
                      {roleText(t, name)}
                    </th>
                  ))}
                </tr>
              </thead>
              {modules.map((module) => (
                <tbody key={module.name}>
                  <tr className="group">
                    <th scope="rowgroup" colSpan={roles.length + 2}>
                      {module.title[language]}
                    </th>
                  </tr>
                  {module.operations.map((operation) => (
                    <OperationLine key={operation.name} operation={operation} />
                  ))}
                </tbody>
              ))}
            </table>
          )}
        </div>
      )}
    </div>
  );
}

function OperationLine({ operation }: { operation: Operation }) {
  const { t, language } = useLanguage();
  return (
    <tr>
      <th scope="row">
        {operation.title[language]} <span className="muted small">{operation.name}</span>
      </th>
      <td>{t(kindTexts[operation.kind])}</td>
      {roles.map((name) => (
        <td key={name} className="mark">
          {operation.roles.includes(name) ? (
            <CheckOutlined aria-label={t('mayDo')} />
          ) : (
            <span className="muted">
              <span aria-hidden="true">–</span>
              <span className="hidden-text">{t('mayNotDo')}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
