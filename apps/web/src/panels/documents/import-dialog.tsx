import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal, Tabs, Upload } from 'antd';
import { useState } from 'react';
import { call, callWithFile, Refused } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { Failure } from '../../parts/states.tsx';

interface Given {
  readonly file?: File;
  readonly text?: string;
  readonly again?: boolean;
  readonly internalConfirmed?: boolean;
}

/** A file or pasted text in, the review page out. A question of the server (same file again, 内部资料) is answered here. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [last, setLast] = useState<Given>({});
  const open = (documentId: string) => void navigate({ to: '/documents/$documentId', params: { documentId } });
  const send = useMutation({
    mutationFn: ({ file, ...rest }: Given) =>
      file ? callWithFile('documents.import-document', file, rest) : call('documents.import-document', rest),
    onSuccess: async ({ documentId }) => {
      await queries.invalidateQueries({ queryKey: ['documents'] });
      open(documentId);
    },
  });
  const start = (given: Given) => {
    setLast(given);
    send.mutate(given);
  };
  const problem = send.error instanceof Refused ? send.error.problem : null;
  return (
    <Modal open title={t('importDocument')} onCancel={onClose} footer={null} width={640} destroyOnHidden>
      <Tabs
        items={[
          {
            key: 'file',
            label: t('importFile'),
            children: (
              <Upload.Dragger
                accept=".docx,.xlsx,.pdf,.ofd,.doc,.txt,.md"
                maxCount={1}
                showUploadList={false}
                disabled={send.isPending}
                beforeUpload={(file) => {
                  start({ file });
                  return false;
                }}
              >
                <p style={{ fontSize: 16, margin: '18px 0 6px' }}>
                  {send.isPending ? t('decomposing') : t('importHint')}
                </p>
                <p className="muted" style={{ margin: '0 12px 18px' }}>
                  {t('importKinds')}
                </p>
              </Upload.Dragger>
            ),
          },
          {
            key: 'paste',
            label: t('importPaste'),
            children: (
              <>
                <Input.TextArea
                  rows={10}
                  value={text}
                  placeholder={t('pasteHint')}
                  aria-label={t('pasteHint')}
                  onChange={(event) => setText(event.target.value)}
                />
                <div style={{ marginTop: 10, textAlign: 'right' }}>
                  <Button
                    type="primary"
                    loading={send.isPending}
                    disabled={text.trim() === ''}
                    onClick={() => start({ text })}
                  >
                    {t('decompose')}
                  </Button>
                </div>
              </>
            ),
          },
        ]}
      />
      {send.error && (
        <div style={{ marginTop: 12 }}>
          <Failure error={send.error} />
          {problem?.code === 'documents.already-imported' && (
            <div style={{ marginTop: 8, display: 'flex', gap: 8 }}>
              <Button onClick={() => open(String(problem.values.documentId))}>{t('openExisting')}</Button>
              <Button onClick={() => start({ ...last, again: true })}>{t('importAgain')}</Button>
            </div>
          )}
          {problem?.code === 'documents.internal' && (
            <div style={{ marginTop: 8 }}>
              <Button danger onClick={() => start({ ...last, internalConfirmed: true })}>
                {t('internalConfirm')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Modal>
  );
}
