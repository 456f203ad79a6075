import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { roleText, shownTime, TitleLine } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly actor: { readonly personName: string; readonly unitName: string; readonly role: string };
  readonly operation: string;
  readonly subject: string;
  readonly changes: readonly {
    readonly table: string;
    readonly id: string;
    readonly from: number | null;
    readonly to: number | null;
  }[];
  readonly hash: string;
}

/** The chain of what was done, newest first, and whether it is whole. */
export function AuditPage() {
  const { t, language } = useLanguage();
  const [before, setBefore] = useState<number | undefined>(undefined);
  const audit = useQuery({
    queryKey: ['audit', before ?? 0],
    queryFn: () => call('host.read-audit', before ? { before } : {}),
  });
  const verify = useMutation({
    mutationFn: () => call('host.verify-audit', {}),
  });
  const entries = audit.data?.entries ?? [];
  return (
    <div className="page">
      <TitleLine title={t('audit')} scope={audit.data?.chain}>
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('verifyAudit')}
        </Button>
      </TitleLine>
      {verify.data && (
        <Alert
          style={{ marginBottom: 8 }}
          showIcon
          type={verify.data.fault ? 'error' : 'success'}
          title={
            verify.data.fault ? t('auditBroken', verify.data.fault) : t('auditSound', { count: verify.data.entries })
          }
        />
      )}
      {[audit.error, verify.error].map((error) => error && <Failure key={String(error)} error={error} />)}
      <Table<Entry>
        size="small"
        rowKey="seq"
        className="panel"
        loading={audit.isPending}
        dataSource={[...entries]}
        pagination={false}
        expandable={{
          expandedRowRender: (entry) => (
            <>
              <div className="muted">
                {entry.operation} · {entry.hash}
              </div>
              {entry.changes.map((change) => (
                <div key={`${change.table}-${change.id}`}>
                  {change.table} {change.id} {change.from ?? '—'} → {change.to ?? '—'}
                </div>
              ))}
            </>
          ),
        }}
        columns={[
          { title: '#', dataIndex: 'seq', width: 64, align: 'right' },
          { title: t('when'), dataIndex: 'at', width: 170, render: (at: string) => shownTime(at, language) },
          {
            title: t('who'),
            width: 240,
            render: (_value, entry) => `${entry.actor.personName} · ${roleText(t, entry.actor.role)}`,
          },
          { title: t('what'), dataIndex: 'subject' },
          { title: t('versions'), width: 80, align: 'right', render: (_value, entry) => entry.changes.length },
        ]}
      />
      {entries.length === 100 && (
        <Button style={{ marginTop: 8 }} onClick={() => setBefore(entries.at(-1)?.seq)}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
