import { type Patch, type ReviewChange, type Row, unclearOf, type useReview } from './documents-api.ts';

interface ReviewState {
  readonly review: ReturnType<typeof useReview>;
  readonly rows: readonly Row[];
  readonly shown: readonly Row[];
  readonly selected: Row | null;
  select(rowId: string | undefined): void;
  readonly checked: ReadonlySet<string>;
  setChecked(checked: ReadonlySet<string>): void;
}

interface Confirmed {
  readonly tasks: readonly unknown[];
  readonly unclear: number;
}

/** The keys of the review page. */
export function reviewKeys(
  actions: ReviewActions,
  state: Pick<ReviewState, 'selected' | 'checked'>,
): Record<string, () => void> {
  const { selected, checked } = state;
  const kind = (next: Row['item']['kind']) => () => actions.edit({ kind: next });
  const step = (name: Parameters<ReviewActions['step']>[0]) => () => actions.step(name);
  return {
    j: () => actions.go(1),
    ArrowDown: () => actions.go(1),
    k: () => actions.go(-1),
    ArrowUp: () => actions.go(-1),
    n: actions.nextUnclear,
    ' ': () => selected && actions.check(selected.id, !checked.has(selected.id)),
    a: actions.toggleAll,
    e: () => document.getElementById('row-text')?.focus(),
    m: step('merge'),
    x: step('remove'),
    r: step('restore'),
    u: actions.undo,
    c: () => actions.checkedRows.length > 0 && actions.confirm(actions.checkedRows, () => undefined),
    'Alt+ArrowUp': step('up'),
    'Alt+ArrowDown': step('down'),
    1: kind('task'),
    2: kind('requirement'),
    3: kind('principle'),
    4: kind('background'),
  };
}

export type ReviewActions = ReturnType<typeof useReviewActions>;

/** What an officer can do on the review page, by mouse and by key alike. */
export function useReviewActions(state: ReviewState) {
  const { review, rows, shown, selected, select, checked, setChecked } = state;
  const at = shown.findIndex((row) => row.id === selected?.id);
  const revise = (change: ReviewChange) => review.revise.mutate(change);
  const onSelected = (make: (pointer: { rowId: string; version: number }) => ReviewChange) => () => {
    if (selected) revise(make({ rowId: selected.id, version: selected.version }));
  };
  const go = (step: number) => select(shown[Math.min(shown.length - 1, Math.max(0, at + step))]?.id ?? shown[0]?.id);
  const steps = {
    merge: () => {
      const next = shown[at + 1];
      if (selected && next)
        revise({ op: 'merge', rows: [selected, next].map(({ id, version }) => ({ rowId: id, version })) });
    },
    up: onSelected((pointer) => ({ op: 'move', ...pointer, before: shown[at - 1]?.id ?? selected?.id ?? null })),
    down: onSelected((pointer) => ({ op: 'move', ...pointer, before: shown[at + 2]?.id ?? null })),
    remove: () => {
      onSelected((pointer) => ({ op: 'remove', ...pointer }))();
      go(1);
    },
    restore: onSelected((pointer) => ({ op: 'restore', ...pointer })),
    reset: onSelected((pointer) => ({ op: 'reset', ...pointer })),
  };
  const edit = (patch: Patch) => onSelected((pointer) => ({ op: 'edit', ...pointer, patch }))();
  const nextUnclear = () => {
    const unclear = shown.filter((row) => unclearOf(row).length > 0);
    select((unclear.find((row) => shown.indexOf(row) > at) ?? unclear[0])?.id);
  };
  const check = (rowId: string, on: boolean) => {
    const next = new Set(checked);
    if (on) next.add(rowId);
    else next.delete(rowId);
    setChecked(next);
  };
  const open = rows.filter((row) => row.state === 'open');
  const checkedRows = open.filter((row) => checked.has(row.id));
  const confirmable = open.filter((row) => row.item.kind === 'task');
  const confirm = (which: readonly Row[], done: (result: Confirmed) => void) =>
    review.confirm.mutate(which, {
      onSuccess: (result) => {
        setChecked(new Set());
        done(result);
      },
    });
  const toggleAll = () =>
    setChecked(checkedRows.length === confirmable.length ? new Set() : new Set(confirmable.map((row) => row.id)));
  return {
    edit,
    go,
    toggleAll,
    check,
    confirm,
    nextUnclear,
    checkedRows,
    confirmable,
    split: (offset: number) => onSelected((pointer) => ({ op: 'split', ...pointer, at: Math.max(1, offset) }))(),
    step: (step: keyof typeof steps) => steps[step](),
    add: (range: { start: number; end: number }) => {
      const before = rows.filter((row) => row.state !== 'removed' && row.item.span.start <= range.start);
      revise({ op: 'add', ...range, after: before.at(-1)?.id ?? null });
    },
    undo: () => review.undo.mutate(),
    busy: review.revise.isPending,
    confirming: review.confirm.isPending,
    error: review.revise.error ?? review.confirm.error ?? review.undo.error,
  };
}
