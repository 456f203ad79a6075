import { parseArgs } from 'node:util';
import { createRegistry } from '@qipan/host';
import { type Refusal, refuse, renderMessage, systemCode, type Title } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import { place as included } from '@qipan/place-langfang';
import type { Command } from './command.ts';
import { calculationCommands } from './commands/calculations.ts';
import { operationCommands } from './commands/operations.ts';
import { hostCommands } from './commands/host.ts';
import { placeCommand } from './commands/place.ts';
import { commandHelp, generalHelp } from './help.ts';
import { cliMessages } from './messages.ts';
import { servedPlace } from './place.ts';

const registry = createRegistry(modules, [cliMessages]);
const place = await servedPlace(included);
const onFolders = [...hostCommands(place), placeCommand];
const isOnFolders = (command: Command) =>
  onFolders.some((entry) => entry.group === command.group && entry.name === command.name);
/** Work on a data folder comes before an operation of the same name. */
const commands: readonly Command[] = [
  ...calculationCommands(registry, place),
  ...onFolders,
  ...operationCommands(registry).filter((command) => !isOnFolders(command)),
];

async function main(words: readonly string[]): Promise<void> {
  const [group, name] = words;
  if (!group || group === '--help' || group === '-h' || group === 'help') return print(generalHelp(commands));
  const ofGroup = commands.filter((command) => command.group === group);
  if (ofGroup.length > 0 && (!name || name.startsWith('-'))) return print(generalHelp(ofGroup));
  const command = ofGroup.find((entry) => entry.name === name);
  if (!command)
    return refused(
      refuse('cli.unknown-command', { command: `${group} ${name ?? ''}`.trim() }),
      words.includes('--json'),
    );
  if (words.includes('--help') || words.includes('-h')) return print(commandHelp(command));
  const options = readOptions(command, words.slice(2));
  if ('ok' in options) return refused(options, words.includes('--json'));
  const end = await command.run(options.values);
  if ('ok' in end) return refused(end, options.values.json === true);
  process.exitCode = end.exitCode;
  if (end.error !== undefined) process.stderr.write(`${end.error}\n`);
  if (end.output === '') return;
  return print(end.output);
}

function readOptions(
  command: Command,
  words: readonly string[],
): { values: Readonly<Record<string, string | boolean | undefined>> } | Refusal {
  const options = Object.fromEntries(
    command.options.map((option) => [
      option.name,
      { type: option.value === null ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    return {
      values: withPositional(
        command,
        parseArgs({ args: [...words], options, allowPositionals: command.group === 'place' }),
      ),
    };
  } catch (error) {
    const { zh, en } = optionFault(error);
    return refuse('cli.bad-option', { detail: zh, detailEn: en });
  }
}

/** What the reader of options says in English alone, in both languages. */
function optionFault(error: unknown): Title {
  const message = error instanceof Error ? error.message : String(error);
  const named = /'([^']+)'/.exec(message)?.[1] ?? '';
  const code = systemCode(error);
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return { zh: `没有选项 ${named}。`, en: `there is no option ${named}.` };
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
    return { zh: `“${named}”前面缺少选项名。`, en: `"${named}" stands without an option.` };
  return { zh: `选项 ${named} 缺少值，或不应带值。`, en: `the option ${named} lacks a value, or takes none.` };
}

/** `qipan place check DIR`: the one word that may stand without its option. */
function withPositional(
  command: Command,
  parsed: { values: Readonly<Record<string, string | boolean | undefined>>; positionals: readonly string[] },
) {
  const [first] = parsed.positionals;
  const name = command.options[0]?.name;
  return first === undefined || name === undefined ? parsed.values : { ...parsed.values, [name]: first };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON problem on standard error for a program, one sentence for a person; exit code 2. */
function refused(refusal: Refusal, json: boolean): void {
  process.exitCode = 2;
  const { because, remedy } = renderMessage(registry.messages, refusal, 'zh');
  const problem = {
    type: `urn:qipan:${refusal.code}`,
    title: because,
    detail: because,
    remedy,
    code: refusal.code,
    ...(refusal.at === undefined ? {} : { at: refusal.at }),
    values: refusal.values,
  };
  process.stderr.write(json ? `${JSON.stringify(problem)}\n` : `${because}${remedy}\n`);
}

await main(process.argv.slice(2));
