import { useMutation } from '@tanstack/react-query';
import { Button, Modal, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { callWithFile } from '../api/client.ts';
import type { AnswerOf, InputOf } from '../api/operations.ts';
import { useLanguage } from '../language.tsx';
import { CommandFooter } from './command-actions.tsx';
import { Failure } from './states.tsx';

/** Commands that take the office's own sheet and nothing else. */
type SheetCommand = 'parties.import-units' | 'host.import-people';

interface ImportSheetProps<Name extends SheetCommand> {
  readonly operation: Name;
  readonly title: string;
  /** What the sheet must hold, and what is done with what is there already. */
  readonly lead: string;
  /** What is asked of the command beside the sheet, and where the person says it. */
  readonly input?: Omit<InputOf<Name>, 'file'>;
  readonly children?: ReactNode;
  onDone(answer: AnswerOf<Name>): Promise<void>;
  onClose(): void;
}

/** Rows from the office's own sheet: the file chosen, tried out, then carried out. */
export function ImportSheetDialog<Name extends SheetCommand>(props: ImportSheetProps<Name>) {
  const { operation, title, lead, children, onDone, onClose } = props;
  const { t } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const input = props.input ?? ({} as Omit<InputOf<Name>, 'file'>);
  const run = useMutation({
    mutationFn: (given: File) => callWithFile(operation, given, input),
    onSuccess: onDone,
  });
  const footer = file && (
    <CommandFooter
      ask={{ operation, input, file }}
      label={t('runImport')}
      running={run.isPending}
      onRun={() => run.mutate(file)}
    />
  );
  return (
    <Modal open title={title} onCancel={onClose} width={620} footer={footer}>
      <p className="muted">{lead}</p>
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
          <p style={{ fontSize: 16, margin: '18px 0' }}>{t('importSheetHint')}</p>
        </Upload.Dragger>
      )}
      {children}
      {run.error && <Failure error={run.error} />}
    </Modal>
  );
}
