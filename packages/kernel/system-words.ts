import type { Title } from './roles.ts';

/** What a system says in codes of its own, in words for a person. */
const words: Readonly<Record<string, Title>> = {
  ENOENT: { zh: '没有这个文件或目录', en: 'there is no such file or folder' },
  ENOTDIR: { zh: '路径中有一段不是目录', en: 'a part of the path is no folder' },
  EISDIR: { zh: '这是一个目录，不是文件', en: 'it is a folder, not a file' },
  EEXIST: { zh: '已经存在', en: 'it is there already' },
  EACCES: { zh: '没有权限', en: 'no right to it' },
  EPERM: { zh: '系统不允许', en: 'the system does not allow it' },
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  EDQUOT: { zh: '超过磁盘配额', en: 'the disk quota is used up' },
  EBUSY: { zh: '正被别的程序使用', en: 'another program is using it' },
  EMFILE: { zh: '打开的文件太多', en: 'too many files are open' },
  ENAMETOOLONG: { zh: '名称太长', en: 'the name is too long' },
  EIO: { zh: '磁盘读写出错', en: 'the disk failed' },
  ECONNREFUSED: { zh: '对方没有开放这个端口', en: 'nothing listens at that port' },
  ECONNRESET: { zh: '连接被对方断开', en: 'the other side broke the connection' },
  ETIMEDOUT: { zh: '等了太久没有回应', en: 'no answer in time' },
  ENOTFOUND: { zh: '找不到这个主机名', en: 'the host name is not known' },
  EAI_AGAIN: { zh: '暂时查不到这个主机名', en: 'the host name cannot be looked up for now' },
  EHOSTUNREACH: { zh: '网络到不了这台主机', en: 'the host cannot be reached' },
  '53300': { zh: '数据库的连接数已满', en: 'the database has no connection left' },
  '57P03': { zh: '数据库正在启动或停止', en: 'the database is starting or stopping' },
  ENETUNREACH: { zh: '网络不通', en: 'the network cannot be reached' },
};
const otherwise: Title = { zh: '系统没有说明原因', en: 'the system gives no reason' };

/** The system's code of an error; empty for one that has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** An error of the system as values of a message: `detail` and `detailEn` for a person, `reason` for whoever looks into it. */
export function systemFault(error: unknown): { detail: string; detailEn: string; reason: string } {
  const message = error instanceof Error ? error.message : String(error);
  const code = systemCode(error) || (/timeout/i.test(message) ? 'ETIMEDOUT' : '');
  const said = Object.hasOwn(words, code) ? words[code] : undefined;
  const { zh, en } = said ?? otherwise;
  return { detail: zh, detailEn: en, reason: code || message };
}
