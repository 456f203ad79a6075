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
        void message.success(`${t('unitsImported', done)}${repeated}`);
        onClose();
        await queries.invalidateQueries({ queryKey: ['units'] });
      }}
    />
  );
}
