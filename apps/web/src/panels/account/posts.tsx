import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { request } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { roleText, shownDate } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';
import type { Account } from './account-api.ts';

/** The posts that a person holds now; one is in use, and only its rights count. */
export function Posts({ posts }: { posts: Account['posts'] }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const change = useMutation({
    mutationFn: (postId: string) => request('POST', '/api/session/post', { postId }),
    onSuccess: async () => {
      await queries.resetQueries();
      await navigate({ to: '/' });
    },
  });
  return (
    <section className="panel question" aria-labelledby="own-posts">
      <h2 id="own-posts">{t('ownPosts')}</h2>
      {change.error && <Failure error={change.error} />}
      <ul className="line-list">
        {posts.map((post) => (
          <li key={post.id} className="with-action">
            <div>
              {post.unitName} · {roleText(t, post.role)}
              <div className="muted">
                {t('validSince', { date: shownDate(post.validFrom, language) })}
                {post.validTo && ` ${t('validUntil', { date: shownDate(post.validTo, language) })}`}
              </div>
            </div>
            {post.active ? (
              <strong style={{ whiteSpace: 'nowrap' }}>{t('activePost')}</strong>
            ) : (
              <Button size="small" loading={change.isPending} onClick={() => change.mutate(post.id)}>
                {t('switchPost')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
