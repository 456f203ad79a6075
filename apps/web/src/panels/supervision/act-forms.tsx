import { App, Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { dayFromToday } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';
import { actTexts, gradeTexts } from './light-words.tsx';
import { type ActKind, type Line, type OfficeAct, type Standing, type UnitAct, useAct } from './supervision-api.ts';

type AnyAct = UnitAct | OfficeAct;
/** Acts that need no more than a click. */
const plain = ['sign', 'grant-extension', 'resume'] as const;
type Plain = (typeof plain)[number];
const isPlain = (kind: string): kind is Plain => (plain as readonly string[]).includes(kind);

/** What may be done about the task now, as the state says; each opens what it needs to be told. */
export function ActButtons({ line, standing }: { line: Line; standing: Standing }) {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<ActKind | null>(null);
  const act = useAct(line.taskId, standing.version ?? 0);
  const run = (given: AnyAct) =>
    act.mutate(given, {
      onSuccess: () => {
        setAsked(null);
        void message.success(`${t(actTexts[given.kind])}：${t('actDone')}`);
      },
    });
  const may = standing.may as readonly ActKind[];
  const months = useReportMonths(standing);
  const offered = may.filter((kind) => kind !== 'assign' && (kind !== 'file-report' || months.length > 0));
  const last = useLastReport(standing);
  return (
    <>
      <div className="act-buttons" data-testid="act-buttons">
        {offered.map((kind, index) => (
          <Button
            key={kind}
            type={index === 0 ? 'primary' : 'default'}
            loading={act.isPending && asked === null}
            onClick={() => (isPlain(kind) ? run({ kind }) : setAsked(kind))}
          >
            {t(actTexts[kind])}
          </Button>
        ))}
        {offered.includes('file-report') && last && last.state !== 'returned' && (
          <Button
            onClick={() =>
              run({
                kind: 'file-report',
                month: months[0] ?? '',
                unitId: last.unitId,
                progress: last.progress,
                text: t('noChangeText'),
                isUnchanged: true,
              })
            }
          >
            {t('noChangeOf', { month: months[0] ?? '' })}
          </Button>
        )}
      </div>
      {act.error && asked === null && <Failure error={act.error} />}
      {asked && (
        <ActDialog
          kind={asked}
          line={line}
          standing={standing}
          running={act.isPending}
          error={act.error}
          onCancel={() => {
            act.reset();
            setAsked(null);
          }}
          onRun={run}
        />
      )}
    </>
  );
}

/** The own unit's last report, from which the next one is filled. */
function useLastReport({ life }: Standing) {
  const unitId = useSession().data?.actor?.unitId;
  return life?.reports.findLast((report) => report.unitId === unitId) ?? null;
}

/** The months for which the own unit may report: since the task was handed over, without those that are in. The oldest first. */
function useReportMonths({ life }: Standing): readonly string[] {
  const unitId = useSession().data?.actor?.unitId;
  if (!life) return [];
  const isIn = (month: string) =>
    life.reports.some((report) => report.month === month && report.unitId === unitId && report.state !== 'returned');
  return monthsUntil(life.assignedOn.slice(0, 7), dayFromToday().slice(0, 7)).filter((month) => !isIn(month));
}

function monthsUntil(from: string, to: string): string[] {
  const months: string[] = [];
  for (let at = dayjs(`${from}-01`); at.format('YYYY-MM') <= to; at = at.add(1, 'month'))
    months.push(at.format('YYYY-MM'));
  return months;
}

interface DialogProps {
  readonly kind: ActKind;
  readonly line: Line;
  readonly standing: Standing;
  readonly running: boolean;
  readonly error: Error | null;
  onCancel(): void;
  onRun(act: AnyAct): void;
}

interface Values {
  readonly month?: string;
  readonly progress?: number | null;
  readonly text?: string;
  readonly reason?: string;
  readonly grade?: 'excellent' | 'good' | 'passed' | 'failed';
  readonly report?: string;
  readonly until?: dayjs.Dayjs;
}

function ActDialog({ kind, line, standing, running, error, onCancel, onRun }: DialogProps) {
  const { t } = useLanguage();
  const unitId = useSession().data?.actor?.unitId ?? '';
  const [form] = Form.useForm<Values>();
  const last = useLastReport(standing);
  const filed = standing.life?.reports.filter((report) => report.state === 'filed') ?? [];
  const months = useReportMonths(standing);
  const first = filed[0];
  const initial: Values = {
    month: months[0] ?? '',
    progress: last?.progress ?? null,
    ...(first && { report: `${first.month} ${first.unitId}` }),
  };
  const send = (values: Values) => {
    const act = actOf(kind, { values, unitId });
    if (act) onRun(act);
  };
  return (
    <Modal
      open
      title={t(actTexts[kind])}
      okText={t(actTexts[kind])}
      cancelText={t('cancel')}
      okButtonProps={{ loading: running }}
      onCancel={onCancel}
      onOk={() => form.submit()}
      data-testid="act-dialog"
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={send}>
        <Fields kind={kind} months={months} filed={filed} line={line} />
      </Form>
      {error && <Failure error={error} />}
    </Modal>
  );
}

const needsReason: readonly ActKind[] = [
  'return-report',
  'send-back',
  'ask-extension',
  'refuse-extension',
  'pause',
  'reopen',
];

function Fields({
  kind,
  months,
  filed,
  line,
}: {
  kind: ActKind;
  months: readonly string[];
  filed: readonly { month: string; unitId: string; progress: number | null }[];
  line: Line;
}) {
  const { t } = useLanguage();
  const required = { required: true, message: t('requiredField') };
  const named = [...line.lead, ...line.support, ...line.units];
  const nameOf = (unitId: string) => named.find((unit) => unit.unitIds.includes(unitId))?.name ?? unitId;
  return (
    <>
      {kind === 'file-report' && (
        <>
          <Form.Item name="month" label={t('month')} rules={[required]}>
            <Select options={months.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="progress" label={t('progressPercent')} extra={t('progressNote')}>
            <InputNumber min={0} max={100} precision={0} addonAfter="%" />
          </Form.Item>
        </>
      )}
      {(kind === 'accept-report' || kind === 'return-report') && (
        <Form.Item name="report" label={t('actFileReport')} rules={[required]}>
          <Select
            options={filed.map(({ month, unitId, progress }) => ({
              value: `${month} ${unitId}`,
              label: `${month} · ${nameOf(unitId)}${progress === null ? '' : ` · ${progress}%`}`,
            }))}
          />
        </Form.Item>
      )}
      {(kind === 'file-report' || kind === 'ask-closing') && (
        <Form.Item
          name="text"
          label={t(kind === 'file-report' ? 'reportText' : 'closingText')}
          rules={[required, { min: 2, message: t('requiredField') }]}
        >
          <Input.TextArea rows={4} maxLength={4_000} />
        </Form.Item>
      )}
      {kind === 'ask-extension' && (
        <Form.Item name="until" label={t('extensionUntil')} rules={[required]}>
          <DatePicker
            style={{ width: '100%' }}
            {...(line.deadline && { minDate: dayjs(line.deadline).add(1, 'day') })}
          />
        </Form.Item>
      )}
      {kind === 'close' && (
        <Form.Item name="grade" label={t('grade')} rules={[required]}>
          <Select
            options={(['excellent', 'good', 'passed', 'failed'] as const).map((value) => ({
              value,
              label: t(gradeTexts[value]),
            }))}
          />
        </Form.Item>
      )}
      {needsReason.includes(kind) && (
        <Form.Item name="reason" label={t('reasonText')} rules={[required, { min: 2, message: t('requiredField') }]}>
          <Input.TextArea rows={3} maxLength={2_000} />
        </Form.Item>
      )}
    </>
  );
}

/** The act that a filled dialog stands for. */
function actOf(kind: ActKind, { values, unitId }: { values: Values; unitId: string }): AnyAct | null {
  const { month = '', progress = null, text = '', reason = '', grade = 'passed', report = '', until } = values;
  const [reportMonth = '', reportUnit = ''] = report.split(' ');
  switch (kind) {
    case 'file-report':
      return { kind, month, unitId, progress, text, isUnchanged: false };
    case 'accept-report':
      return { kind, month: reportMonth, unitId: reportUnit };
    case 'return-report':
      return { kind, month: reportMonth, unitId: reportUnit, reason };
    case 'ask-closing':
      return { kind, text };
    case 'close':
      return { kind, grade };
    case 'ask-extension':
      return until ? { kind, until: until.format('YYYY-MM-DD'), reason } : null;
    case 'send-back':
    case 'refuse-extension':
    case 'pause':
    case 'reopen':
      return { kind, reason };
    default:
      return null;
  }
}
