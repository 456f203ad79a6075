import { DownOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useLanguage } from '../../language.tsx';
import type { TextKey } from '../../texts/index.ts';

/** A file that a page can hand out. */
export interface ExportChoice {
  readonly text: TextKey;
  run(): Promise<void>;
}

/** All files of a page under one button; what fails is said by the page. */
export function ExportMenu({ choices, onError }: { choices: readonly ExportChoice[]; onError(error: unknown): void }) {
  const { t } = useLanguage();
  const exporting = useMutation({
    mutationFn: (choice: ExportChoice) => choice.run(),
    onMutate: () => onError(null),
    onError: (error) => onError(error),
  });
  const items = choices.map((choice) => ({
    key: choice.text,
    label: t(choice.text),
    onClick: () => exporting.mutate(choice),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button type="primary" loading={exporting.isPending} icon={<DownOutlined />} iconPlacement="end">
        {t('exportMenu')}
      </Button>
    </Dropdown>
  );
}
