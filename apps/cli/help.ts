import type { Command } from './command.ts';

/** Display width: a Chinese character takes two columns. */
function width(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(1, columns - width(text)));
}

export function generalHelp(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  ${pad(`qipan ${command.group} ${command.name}`, 36)}${command.summary}`);
  return [
    '棋盘 Qipan：从政策文件到有据可查的任务',
    '',
    '用法：qipan <组> <命令> [参数]',
    '',
    '命令：',
    ...lines,
    '',
    '每个命令加 --help 看参数和例子。启动服务：npm start。',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const options = command.options.map(
    (option) => `  ${pad(`--${option.name}${option.value ? ` ${option.value}` : ''}`, 20)}${option.zh}`,
  );
  return [
    `qipan ${command.group} ${command.name}：${command.summary}`,
    '',
    command.detail,
    '',
    '参数：',
    ...options,
    '',
    '例：',
    `  ${command.example}`,
    '',
    `退出码：${command.exits ?? '0 完成，2 拒绝'}（拒绝的原因和办法在标准错误）。`,
  ].join('\n');
}
