import type { Preview } from '@qipan/host/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Popconfirm, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { preview } from '../api/client.ts';
import type { InputOf, OperationName } from '../api/operations.ts';
import { useLanguage } from '../language.tsx';
import { ChangeList } from './change-list.tsx';
import { FigureChanges } from './figure-changes.tsx';
import { PartyList } from './party-list.tsx';
import { Failure, Loading } from './states.tsx';

/** A command with its input: what can be tried out before it is run. */
export interface Ask<Name extends OperationName> {
  readonly operation: Name;
  readonly input: Omit<InputOf<Name>, 'file'>;
  readonly file?: File;
}

interface CommandProps<Name extends OperationName> {
  readonly ask: Ask<Name>;
  /** What the button that carries it out says. */
  readonly label: string;
  readonly running: boolean;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  readonly size?: 'small' | 'middle';
  /** A question before it is carried out without a try. */
  readonly confirm?: string;
  /** Carries it out as the page does. */
  onRun(): void;
}

/** 试算 beside the button that carries a command out: for every command that changes more than one row. */
export function CommandActions<Name extends OperationName>(props: CommandProps<Name>) {
  const { t } = useLanguage();
  const { label, running, disabled = false, primary = true, size = 'middle', confirm, onRun } = props;
  const look = { type: primary ? 'primary' : 'default', size, loading: running, disabled } as const;
  return (
    <>
      <PreviewButton {...props} />
      {confirm ? (
        <Popconfirm title={confirm} onConfirm={onRun} okText={label} cancelText={t('cancel')} placement="bottomRight">
          <Button {...look}>{label}</Button>
        </Popconfirm>
      ) : (
        <Button {...look} onClick={onRun}>
          {label}
        </Button>
      )}
    </>
  );
}

/** The same as the foot of a dialog. */
export function CommandFooter<Name extends OperationName>(props: CommandProps<Name>) {
  return (
    <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
      <CommandActions {...props} />
    </div>
  );
}

/** 试算 alone, where a page has several buttons that carry out the same command. */
export function PreviewButton<Name extends OperationName>(props: CommandProps<Name>) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={props.size ?? 'middle'} disabled={props.disabled ?? false} onClick={() => setOpen(true)}>
        {t('tryOut')}
      </Button>
      {open && (
        <PreviewPanel
          {...props}
          onClose={() => setOpen(false)}
          onRun={() => {
            setOpen(false);
            props.onRun();
          }}
        />
      )}
    </>
  );
}

/** At the right: what the command would do, were it carried out now, and the button that does it. */
function PreviewPanel<Name extends OperationName>({
  ask,
  label,
  running,
  onRun,
  onClose,
}: CommandProps<Name> & { onClose(): void }) {
  const { t } = useLanguage();
  const tried = useQuery({
    queryKey: ['preview', ask.operation, ask.input, ask.file?.name, ask.file?.size],
    queryFn: () => preview(ask.operation, ask.input, ask.file),
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const waits = (tried.data?.parties.length ?? 0) > 0;
  const footer = (
    <Space style={{ display: 'flex', justifyContent: 'flex-end' }}>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button type="primary" disabled={!tried.data} loading={running} onClick={onRun}>
        {waits ? t('submitForAgreement') : label}
      </Button>
    </Space>
  );
  return (
    <Drawer
      open
      title={t('tryOutTitle', { what: label })}
      onClose={onClose}
      size="min(720px, 100vw)"
      footer={footer}
      data-testid="preview"
    >
      {tried.isPending && <Loading />}
      {tried.error && <Failure error={tried.error} retry={() => void tried.refetch()} />}
      {tried.data && <PreviewContent preview={tried.data} />}
    </Drawer>
  );
}

function PreviewContent({ preview: shown }: { preview: Preview }) {
  const { t } = useLanguage();
  return (
    <>
      <p className="muted lead">{t('tryOutLead')}</p>
      <strong>{shown.subject}</strong>
      {shown.parties.length > 0 && (
        <Part title={t('mustAgree')}>
          <PartyList parties={shown.parties} />
        </Part>
      )}
      <Part title={t('figuresTitle')}>
        <FigureChanges figures={shown.figures} />
      </Part>
      <Part title={t('changesTitle')}>
        <ChangeList changes={shown.changes} />
      </Part>
      <Follows preview={shown} />
    </>
  );
}

/** Events that other modules act on, and who is told. */
function Follows({ preview: shown }: { preview: Preview }) {
  const { t, language } = useLanguage();
  const counts = new Map<string, number>();
  for (const event of shown.events) {
    const title = event.title[language];
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  if (counts.size === 0 && shown.notices === 0) return null;
  return (
    <Part title={t('thenHappens')}>
      <ul>
        {[...counts].map(([title, count]) => (
          <li key={title}>{count === 1 ? title : t('timesCount', { title, count })}</li>
        ))}
        {shown.notices > 0 && <li>{t('noticeCount', { count: shown.notices })}</li>}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="preview-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
