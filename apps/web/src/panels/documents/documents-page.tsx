import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { DemonstrationTag, shownTime, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure } from '../../parts/states.tsx';
import { type DocumentSummary, useDocuments } from './documents-api.ts';
import { ImportDialog } from './import-dialog.tsx';

/** Documents of the region with how far each has come. */
export function DocumentsPage() {
  const { t, language } = useLanguage();
  const may = useMay();
  const documents = useDocuments();
  const queries = useQueryClient();
  const [importing, setImporting] = useState(false);
  const remove = useMutation({
    mutationFn: ({ id, version }: DocumentSummary) => call('documents.remove-document', { documentId: id, version }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['documents'] }),
  });
  const mayImport = may('documents.import-document');
  const importButton = mayImport && (
    <Button type="primary" onClick={() => setImporting(true)}>
      {t('importDocument')}
    </Button>
  );
  return (
    <div className="page">
      <TitleLine
        title={t('documents')}
        scope={
          documents.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(documents.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      >
        {importButton}
      </TitleLine>
      {documents.error && <Failure error={documents.error} retry={() => void documents.refetch()} />}
      {remove.error && <Failure error={remove.error} />}
      <Table<DocumentSummary>
        size="small"
        rowKey="id"
        className="panel"
        loading={documents.isPending}
        dataSource={documents.data?.documents ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: <EmptyState action={importButton}>{t('noDocuments')}</EmptyState> }}
        columns={[
          { title: '#', dataIndex: 'serial', width: 48, align: 'right' },
          {
            title: t('title'),
            dataIndex: 'title',
            render: (title: string, row) => (
              <>
                {row.demonstration && <DemonstrationTag />}
                <Link to="/documents/$documentId" params={{ documentId: row.id }}>
                  {title}
                </Link>
              </>
            ),
          },
          { title: t('number'), dataIndex: 'number', width: 170 },
          { title: t('issued'), dataIndex: 'issued', width: 104 },
          { title: t('rows'), dataIndex: 'rows', width: 76, align: 'right' },
          { title: t('confirmed'), dataIndex: 'confirmed', width: 76, align: 'right' },
          { title: t('unclear'), dataIndex: 'unclear', width: 84, align: 'right' },
          {
            title: t('importedBy'),
            width: 150,
            render: (_value, row) => <span title={row.createdByUnit}>{row.createdBy}</span>,
          },
          {
            title: t('importedAt'),
            dataIndex: 'createdAt',
            width: 160,
            render: (at: string) => shownTime(at, language),
          },
          ...(mayImport
            ? [
                {
                  title: '',
                  width: 64,
                  render: (_value: unknown, row: DocumentSummary) =>
                    row.confirmed === 0 && (
                      <Popconfirm
                        title={t('removeDocumentAsk')}
                        onConfirm={() => remove.mutate(row)}
                        okText={t('remove')}
                        cancelText={t('cancel')}
                      >
                        <Button size="small" type="text" danger>
                          {t('remove')}
                        </Button>
                      </Popconfirm>
                    ),
                },
              ]
            : []),
        ]}
      />
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </div>
  );
}
