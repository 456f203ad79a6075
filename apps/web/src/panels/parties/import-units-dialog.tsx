import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Upload } from 'antd';
import { useState } from 'react';
import { callWithFile } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { CommandFooter } from '../../parts/command-actions.tsx';
import { Failure } from '../../parts/states.tsx';

/** The register from the office's own sheet: chosen, tried out, then carried out. */
export function ImportUnitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const run = useMutation({
    mutationFn: (given: File) => callWithFile('parties.import-units', given, {}),
    onSuccess: async (done) => {
      void message.success(t('unitsImported', done));
      onClose();
      await queries.invalidateQueries({ queryKey: ['units'] });
    },
  });
  return (
    <Modal
      open
      title={t('importUnits')}
      onCancel={onClose}
      width={620}
      footer={
        file && (
          <CommandFooter
            ask={{ operation: 'parties.import-units', input: {}, file }}
            label={t('runImport')}
            running={run.isPending}
            onRun={() => run.mutate(file)}
          />
        )
      }
    >
      <p className="muted">{t('importUnitsLead')}</p>
      {file ? (
        <p>
          {t('chosenFile', { name: file.name })}{' '}
          <Button
            type="link"
            onClick={() => {
              setFile(null);
              run.reset();
            }}
          >
            {t('otherFile')}
          </Button>
        </p>
      ) : (
        <Upload.Dragger
          accept=".xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(given) => {
            setFile(given);
            return false;
          }}
        >
          <p style={{ fontSize: 16, margin: '18px 0' }}>{t('importUnitsHint')}</p>
        </Upload.Dragger>
      )}
      {run.error && <Failure error={run.error} />}
    </Modal>
  );
}
