import type { Texts } from './texts.ts';

/** Texts of work that outlasts a request. */
export const jobsTexts = {
  jobs: ['后台任务', 'Jobs'],
  job: ['任务名称', 'Job'],
  progress: ['进度', 'Progress'],
  startedBy: ['启动人', 'Started by'],
  startedAt: ['启动时间', 'Started'],
  result: ['结果', 'Result'],
  jobWaiting: ['排队', 'Waiting'],
  jobRunning: ['进行中', 'Running'],
  jobDone: ['完成', 'Done'],
  jobFailedState: ['失败', 'Failed'],
  jobCancelled: ['已取消', 'Cancelled'],
  jobAttempt: ['第 {count} 次尝试', 'try {count}'],
  cancelJob: ['取消任务', 'Cancel the job'],
  cancelAsked: ['正在取消', 'being cancelled'],
  noJobs: ['没有后台任务。', 'No jobs.'],
  startJob: ['启动', 'Start'],
  maintenance: ['维护', 'Upkeep'],
  sweepFiles: ['清理无人引用的原始文件', 'Delete files that nothing names'],
  prune: ['清理过期会话、链接和提醒', 'Delete what has expired'],
  resultKept: ['文件 {count} 个', '{count} {count:file|files}'],
  resultRemoved: ['删除 {count} 个', '{count} removed'],
  resultFreed: ['释放 {count} MB', '{count} MB freed'],
  resultDeleted: ['删除 {count} 条', '{count} deleted'],
} as const satisfies Texts;
