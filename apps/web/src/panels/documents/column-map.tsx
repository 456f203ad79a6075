import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { Failure } from '../../parts/states.tsx';
import type { TextKey } from '../../texts/index.ts';
import type { Document } from './documents-api.ts';

const fields: readonly (readonly [string, TextKey])[] = [
  ['text', 'text'],
  ['path', 'front'],
  ['lead', 'lead'],
  ['support', 'support'],
  ['units', 'responsible'],
  ['deadline', 'deadline'],
  ['leaders', 'leaders'],
  ['contact', 'contact'],
  ['stage', 'stages'],
  ['goal', 'targets'],
  ['order', 'taskNumber'],
  ['extra', 'keepColumn'],
];

/** Which column of a table is what: chosen once, remembered for the next table with the same header. */
export function ColumnMap({ document, locked }: { document: Document; locked: boolean }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: () =>
      call('documents.map-columns', { documentId: document.id, version: document.version, columns: chosen }),
    onSuccess: async () => {
      setOpen(false);
      setChosen({});
      await queries.invalidateQueries({ queryKey: ['documents'] });
    },
  });
  if (document.columns.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('columns')}</Button>
      <Modal
        open={open}
        title={t('columnMap')}
        onCancel={() => setOpen(false)}
        okText={t('decompose')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: locked || Object.keys(chosen).length === 0, loading: save.isPending }}
        onOk={() => save.mutate()}
      >
        <p className="muted">{t(locked ? 'columnMapLocked' : 'columnMapLead')}</p>
        <div className="field-grid" style={{ gridTemplateColumns: '1fr 1fr' }}>
          {document.columns.map((column) => (
            <ColumnLine
              key={column.header}
              header={column.header}
              value={chosen[column.header] ?? column.field ?? 'extra'}
              locked={locked}
              onChange={(field) => setChosen({ ...chosen, [column.header]: field })}
            />
          ))}
        </div>
        {save.error && <Failure error={save.error} />}
      </Modal>
    </>
  );
}

function ColumnLine(props: { header: string; value: string; locked: boolean; onChange(field: string): void }) {
  const { t } = useLanguage();
  return (
    <>
      <span style={{ paddingTop: 4 }}>{props.header}</span>
      <Select
        value={props.value}
        disabled={props.locked}
        aria-label={props.header}
        onChange={props.onChange}
        options={fields.map(([value, text]) => ({ value, label: t(text) }))}
      />
    </>
  );
}
