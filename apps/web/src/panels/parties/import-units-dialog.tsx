import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useLanguage } from '../../language.tsx';
import { ImportSheetDialog } from '../../parts/import-sheet-dialog.tsx';

/** The register from the office's own sheet. */
export function ImportUnitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return (
    <ImportSheetDialog
      operation="parties.import-units"
      title={t('importUnits')}
      lead={t('importUnitsLead')}
      onClose={onClose}
      onDone={async (done) => {
        const repeated = done.repeated > 0 ? t('rowsRepeated', { repeated: done.repeated }) : '';
        const { ignoredColumns: columns, ...counts } = done;
        const ignored = columns.length > 0 ? t('columnsIgnored', { columns: columns.join('、') }) : '';
        void message.success(`${t('unitsImported', counts)}${repeated}${ignored}`, ignored === '' ? undefined : 10);
        onClose();
        await queries.invalidateQueries({ queryKey: ['units'] });
      }}
    />
  );
}
