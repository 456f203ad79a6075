import { BellOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { call } from '../api/client.ts';
import type { AnswerOf } from '../api/operations.ts';
import { useMessage } from '../api/session.ts';
import { useLanguage } from '../language.tsx';
import { shownTime } from './labels.tsx';
import { Failure } from './states.tsx';

type Notice = AnswerOf<'host.list-notices'>['notices'][number];

const listedAtMost = 50;

export function useNotices() {
  return useQuery({
    queryKey: ['notices'],
    queryFn: () => call('host.list-notices', {}),
    refetchInterval: 30_000,
  });
}

function useSeeNotices() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (noticeIds: readonly string[]) => call('host.see-notices', { noticeIds }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}

/** The bell of the top bar: how many are unread, and what they say. */
export function NoticeBell() {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const found = useNotices();
  const see = useSeeNotices();
  const unseen = found.data?.unseen ?? 0;
  const notices = found.data?.notices ?? [];
  const unseenIds = notices.filter((notice) => !notice.seen).map((notice) => notice.id);
  const content = (
    <div className="notice-list" data-testid="notices">
      {(found.error ?? see.error) && <Failure error={found.error ?? see.error} />}
      {found.data && notices.length === 0 && <p className="muted">{t('noNotices')}</p>}
      <ul className="line-list">
        {notices.slice(0, listedAtMost).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onOpen={() => setOpen(false)} />
        ))}
      </ul>
      {unseenIds.length > 0 && (
        <Button size="small" loading={see.isPending} onClick={() => see.mutate(unseenIds)}>
          {t('markSeen')}
        </Button>
      )}
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('notices')}
      content={content}
      open={open}
      onOpenChange={setOpen}
    >
      <Button
        type="text"
        size="small"
        aria-label={unseen > 0 ? t('noticesUnseen', { count: unseen }) : t('notices')}
        icon={
          <Badge count={unseen} size="small" className="notice-count">
            <BellOutlined />
          </Badge>
        }
      />
    </Popover>
  );
}

/** A notification in words, opening what it is about; opened ones count as read. */
export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen?: () => void }) {
  const { t, language } = useLanguage();
  const message = useMessage();
  const navigate = useNavigate();
  const see = useSeeNotices();
  const open = (event: React.MouseEvent) => {
    event.preventDefault();
    if (!notice.seen) see.mutate([notice.id]);
    onOpen?.();
    void navigate({ href: notice.link });
  };
  return (
    <li className={notice.seen ? undefined : 'unseen'}>
      {/^\/(?!\/)/.test(notice.link) ? (
        <a href={notice.link} onClick={open}>
          {message(notice)}
        </a>
      ) : (
        message(notice)
      )}
      <div className="muted">
        {!notice.seen && <strong>{t('unread')} · </strong>}
        {shownTime(notice.at, language)}
      </div>
    </li>
  );
}
