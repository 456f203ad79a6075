import type { Role } from '@qipan/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Drawer, Form, Popconfirm } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { dayFromToday, roleText, shownDate } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';
import type { Person } from './people-api.ts';
import { PostFields } from './post-fields.tsx';

interface PostForm {
  readonly unitId: string;
  readonly role: Role;
  readonly validFrom: Dayjs;
  readonly validTo?: Dayjs | null;
}

/** The posts of a person, now and before: one more is given, one is ended; none is ever deleted. */
export function PersonPosts({ person, onClose }: { person: Person; onClose(): void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<PostForm>();
  const again = () => queries.invalidateQueries({ queryKey: ['people'] });
  const add = useMutation({
    mutationFn: ({ unitId, role, validFrom, validTo }: PostForm) =>
      call('host.add-post', {
        personId: person.id,
        unitId,
        role,
        validFrom: validFrom.format('YYYY-MM-DD'),
        validTo: validTo?.format('YYYY-MM-DD') ?? null,
      }),
    onSuccess: async () => {
      form.resetFields();
      await again();
    },
  });
  return (
    <Drawer open title={t('postsOf', { name: person.name })} onClose={onClose} size="min(460px, 100vw)">
      <ul className="line-list" data-testid="posts">
        {person.posts.map((post) => (
          <PostLine key={post.id} post={post} onEnded={again} />
        ))}
      </ul>
      <h3>{t('addPost')}</h3>
      <Form<PostForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ validFrom: dayjs(dayFromToday()) }}
        onFinish={(given) => add.mutate(given)}
      >
        <PostFields />
        <Form.Item name="validFrom" label={t('postFrom')} rules={[{ required: true, message: t('postFrom') }]}>
          <DatePicker allowClear={false} />
        </Form.Item>
        <Form.Item name="validTo" label={t('postTo')}>
          <DatePicker />
        </Form.Item>
        <FormEnd label={t('addPost')} sending={add} />
      </Form>
    </Drawer>
  );
}

function PostLine({ post, onEnded }: { post: Person['posts'][number]; onEnded(): Promise<void> }) {
  const { t, language } = useLanguage();
  const ownPost = useSession().data?.actor?.postId;
  const [last, setLast] = useState(dayFromToday());
  const end = useMutation({
    mutationFn: () => call('host.end-post', { postId: post.id, validTo: last }),
    onSuccess: onEnded,
  });
  const question = (
    <DatePicker
      value={dayjs(last)}
      allowClear={false}
      aria-label={t('postTo')}
      onChange={(date) => setLast(date?.format('YYYY-MM-DD') ?? dayFromToday())}
    />
  );
  return (
    <li>
      <div className="with-action">
        <div>
          {post.unitName} · {roleText(t, post.role)}
          <div className="muted">
            {t('validSince', { date: shownDate(post.validFrom, language) })}
            {post.validTo && ` ${t('validUntil', { date: shownDate(post.validTo, language) })}`}
          </div>
        </div>
        {post.validTo === null && post.id !== ownPost && (
          <Popconfirm
            title={t('endPostAsk')}
            description={question}
            okText={t('endPost')}
            cancelText={t('cancel')}
            placement="bottomRight"
            onConfirm={() => end.mutate()}
          >
            <Button size="small" loading={end.isPending}>
              {t('endPost')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {end.error && <Failure error={end.error} />}
    </li>
  );
}
