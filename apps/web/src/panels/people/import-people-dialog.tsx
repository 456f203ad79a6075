import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { AnswerOf } from '../../api/operations.ts';
import { useLanguage } from '../../language.tsx';
import { CopyLine } from '../../parts/copy-line.tsx';
import { ImportSheetDialog } from '../../parts/import-sheet-dialog.tsx';
import { joinAddress } from '../../parts/one-time-link.tsx';

type Done = AnswerOf<'host.import-people'>;

/** People from the office's own sheet; ends with a one-time link for each who is new. */
export function ImportPeopleDialog({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [done, setDone] = useState<Done | null>(null);
  const [rename, setRename] = useState(false);
  if (done) return <NewLinks done={done} onClose={onClose} />;
  return (
    <ImportSheetDialog
      operation="host.import-people"
      title={t('importPeople')}
      lead={t('importPeopleLead')}
      onClose={onClose}
      onDone={async (answer) => {
        await queries.invalidateQueries({ queryKey: ['people'] });
        if (answer.added.length > 0) return setDone(answer);
        void message.success(countText(t, answer));
        onClose();
      }}
      input={{ rename }}
    >
      <p>
        <Checkbox checked={rename} onChange={(event) => setRename(event.target.checked)}>
          {t('renameFromSheet')}
        </Checkbox>
      </p>
    </ImportSheetDialog>
  );
}

/** Shown this once: the links leave with the answer and are nowhere to be read again. */
function NewLinks({ done, onClose }: { done: Done; onClose(): void }) {
  const { t, language } = useLanguage();
  const { message } = App.useApp();
  const all = done.added.map(({ name, login, linkToken }) => `${name}\t${login}\t${joinAddress(linkToken)}`).join('\n');
  const copyAll = async () => {
    await navigator.clipboard?.writeText(all).catch(() => undefined);
    void message.success(t('copied'));
  };
  return (
    <Modal
      open
      title={t('importPeople')}
      onCancel={onClose}
      width={620}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={() => void copyAll()}>{t('copyAllLinks')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('saidOnceClose')}
          </Button>
        </>
      }
    >
      <p>{countText(t, done)}</p>
      <p>{t('importedLinks')}</p>
      <div style={{ maxHeight: 360, overflow: 'auto' }} data-testid="new-links">
        {done.added.map(({ name, login, linkToken }) => (
          <CopyLine
            key={login}
            label={language === 'zh' ? `${name}（${login}）` : `${name} (${login})`}
            text={joinAddress(linkToken)}
            testId={`link-${login}`}
          />
        ))}
      </div>
    </Modal>
  );
}

function countText(
  t: ReturnType<typeof useLanguage>['t'],
  { added, changed, same, repeated, ignoredColumns }: Done,
): string {
  const note = repeated > 0 ? t('rowsRepeated', { repeated }) : '';
  const ignored = ignoredColumns.length > 0 ? t('columnsIgnored', { columns: ignoredColumns.join('、') }) : '';
  return `${t('peopleImported', { added: added.length, changed, same })}${note}${ignored}`;
}
