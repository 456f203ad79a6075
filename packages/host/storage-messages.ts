import type { MessageCatalogue } from '@qipan/kernel';

/** Why a data folder, a database or a backup cannot be used. */
export const storageMessages: MessageCatalogue = {
  'host.store-unreachable': {
    zh: {
      because: '暂时连不上数据库，不能确定本次是否写入。',
      remedy: '请稍等几秒，刷新看到最新内容后再操作；仍不行请联系管理员。',
    },
    en: {
      because: 'The database cannot be reached; whether this was written is not known.',
      remedy: 'Wait a few seconds, refresh to see the latest and try again; if it lasts, tell the administrator.',
    },
  },
  'storage.folder-in-use': {
    zh: {
      because: '数据目录 {directory} 正被另一个棋盘进程使用。',
      remedy: '请先停止那个进程，或用 --data 指定另一个目录。',
    },
    en: {
      because: 'The data folder {directory} is in use by another Qipan process.',
      remedy: 'Stop that process first, or name another folder with --data.',
    },
  },
  'storage.folder-newer': {
    zh: {
      because: '数据目录 {directory} 由更新版本的棋盘写成（结构 {found}，本版本只认识到 {known}）。',
      remedy: '请升级本程序，或用 --data 指定另一个目录。',
    },
    en: {
      because: 'The data folder {directory} was written by a newer Qipan (schema {found}; this one knows {known}).',
      remedy: 'Upgrade this program, or name another folder with --data.',
    },
  },
  'storage.folder-of-other-database': {
    zh: {
      because: '目录 {directory} 里的原始文件属于数据库 {found}，不是 {place}。',
      remedy: '请用 --data 指定另一个目录；若是同一个数据库换了地址，请删除 {file} 后再启动。',
    },
    en: {
      because: 'The original files in {directory} belong to the database {found}, not to {place}.',
      remedy:
        'Name another folder with --data; if it is the same database at a new address, delete {file} and start again.',
    },
  },
  'storage.folder-damaged': {
    zh: {
      because: '数据目录 {directory} 的 qipan.json 无法读取。',
      remedy: '请从备份恢复该文件，或用 --data 指定另一个目录。',
    },
    en: {
      because: 'qipan.json of the data folder {directory} cannot be read.',
      remedy: 'Restore that file from a backup, or name another folder with --data.',
    },
  },
  'storage.folder-foreign': {
    zh: { because: '目录 {directory} 里有别的文件，不是棋盘的数据目录。', remedy: '请用 --data 指定一个空目录。' },
    en: {
      because: 'The folder {directory} holds other files and is no data folder of Qipan.',
      remedy: 'Name an empty folder with --data.',
    },
  },
  'storage.folder-unwritable': {
    zh: { because: '数据目录 {directory} 不能写入（{detail}）。', remedy: '请检查权限，或用 --data 指定另一个目录。' },
    en: {
      because: 'The data folder {directory} cannot be written ({detailEn}).',
      remedy: 'Check its rights, or name another folder with --data.',
    },
  },
  'storage.folder-empty': {
    zh: { because: '目录 {directory} 里没有棋盘数据。', remedy: '请检查 --data 写的目录。' },
    en: { because: 'The folder {directory} holds no data of Qipan.', remedy: 'Check the folder given with --data.' },
  },
  'storage.disk-full': {
    zh: {
      because: '{directory} 所在磁盘只剩 {freeMb} MB，至少需要 {neededMb} MB。',
      remedy: '请先清理磁盘，或用 --data 指定另一块盘上的目录。',
    },
    en: {
      because: 'The disk of {directory} has {freeMb} MB left; at least {neededMb} MB are needed.',
      remedy: 'Free some space, or name a folder on another disk with --data.',
    },
  },
  'storage.folder-embedded': {
    zh: {
      because: '目录 {directory} 里有内嵌数据库，而设置了 DATABASE_URL，原始文件不能混放。',
      remedy: '请用 --data 指定另一个目录；要搬到 PostgreSQL，请用 qipan host backup 和 restore。',
    },
    en: {
      because: 'The folder {directory} holds an embedded database while DATABASE_URL is set; their files must not mix.',
      remedy: 'Name another folder with --data; to move to PostgreSQL use qipan host backup and restore.',
    },
  },
  'storage.database-address': {
    zh: {
      because: 'DATABASE_URL 或 DATABASE_OWNER_URL 不是 PostgreSQL 的地址。',
      remedy: '请写成 postgres://用户:密码@主机:5432/数据库。',
    },
    en: {
      because: 'DATABASE_URL or DATABASE_OWNER_URL is no address of PostgreSQL.',
      remedy: 'Write it like postgres://user:password@host:5432/database.',
    },
  },
  'storage.owner-address-missing': {
    zh: {
      because: '这个命令要以数据库所有者的身份运行，没有设置 DATABASE_OWNER_URL。',
      remedy: '请设置 DATABASE_OWNER_URL 后再运行；服务器本身不需要它。',
    },
    en: {
      because: 'This command runs as the owner of the database, and DATABASE_OWNER_URL is not set.',
      remedy: 'Set DATABASE_OWNER_URL and run it again; the server itself does not need it.',
    },
  },
  'storage.database-unreachable': {
    zh: {
      because: '连不上数据库 {place}（{detail}）。',
      remedy: '请检查地址、端口、防火墙，以及 PostgreSQL 是否在运行。',
    },
    en: {
      because: 'The database {place} cannot be reached ({detailEn}).',
      remedy: 'Check address, port and firewall, and whether PostgreSQL is running.',
    },
  },
  'storage.database-login': {
    zh: { because: '数据库 {place} 不接受用户 {user} 登录。', remedy: '请检查地址里的用户名和密码。' },
    en: {
      because: 'The database {place} does not let the user {user} in.',
      remedy: 'Check user and password in the address.',
    },
  },
  'storage.database-missing': {
    zh: { because: '没有数据库 {place}。', remedy: '请先运行 qipan host init-database。' },
    en: { because: 'There is no database {place}.', remedy: 'Run qipan host init-database first.' },
  },
  'storage.database-uninitialised': {
    zh: {
      because: '数据库 {place} 还没有棋盘的角色，或登录角色没有得到授权。',
      remedy: '请先运行 qipan host init-database。',
    },
    en: {
      because: 'The database {place} lacks the roles of Qipan, or the login role was not granted them.',
      remedy: 'Run qipan host init-database first.',
    },
  },
  'storage.login-too-strong': {
    zh: {
      because: '数据库用户 {login} 是超级用户、所有者或不受行级权限约束，服务器不能以它运行。',
      remedy: '请在 DATABASE_URL 中换用 qipan host init-database 建立的登录角色。',
    },
    en: {
      because:
        'The database user {login} is a superuser, the owner or not bound by row security: the server must not run as it.',
      remedy: 'Use in DATABASE_URL the login role that qipan host init-database makes.',
    },
  },
  'storage.owner-too-weak': {
    zh: {
      because: 'DATABASE_OWNER_URL 的用户权限不够。',
      remedy: '它要能建角色（CREATEROLE），数据库不存在时还要能建库（CREATEDB），并拥有这个数据库。',
    },
    en: {
      because: 'The user of DATABASE_OWNER_URL has too few rights.',
      remedy: 'It needs CREATEROLE, CREATEDB when the database is not there yet, and to own the database.',
    },
  },
  'storage.server-too-old': {
    zh: { because: 'PostgreSQL {found} 太旧，需要 {needed} 或更新。', remedy: '请升级数据库服务器。' },
    en: { because: 'PostgreSQL {found} is too old; {needed} or later is needed.', remedy: 'Upgrade the server.' },
  },
  'storage.database-collation': {
    zh: {
      because: '数据库 {database} 的编码和排序规则是 {found}，需要 UTF8 和 C。',
      remedy: '请换一个不存在的库名，由 qipan host init-database 来建。',
    },
    en: {
      because: 'The database {database} has the encoding and collation {found}; UTF8 and C are needed.',
      remedy: 'Name a database that does not exist, so that qipan host init-database makes it.',
    },
  },
  'storage.schema-older': {
    zh: { because: '数据库 {place} 的结构比本程序旧，差 {missing} 步。', remedy: '请先运行 qipan host migrate。' },
    en: {
      because: 'The schema of the database {place} is {missing} steps older than this program.',
      remedy: 'Run qipan host migrate first.',
    },
  },
  'storage.schema-newer': {
    zh: { because: '数据库 {place} 由更新版本的棋盘写成（{found}）。', remedy: '请升级本程序。' },
    en: { because: 'The database {place} was written by a newer Qipan ({found}).', remedy: 'Upgrade this program.' },
  },
  'storage.unknown-step': {
    zh: { because: '没有迁移步骤“{target}”。', remedy: '请写成 模块:编号，例如 {example}；0 表示全部撤销。' },
    en: {
      because: 'There is no migration step "{target}".',
      remedy: 'Write it as module:number, for example {example}; 0 undoes all.',
    },
  },
  'storage.step-needed': {
    zh: {
      because: '模块 {module} 还被 {needed} 使用，不能撤销到 0。',
      remedy: '请先撤销 {needed}，或用 --to 0 全部撤销。',
    },
    en: {
      because: 'The module {module} is still used by {needed} and cannot be undone to 0.',
      remedy: 'Undo {needed} first, or all with --to 0.',
    },
  },
  'storage.step-in-use': {
    zh: {
      because: '不能撤销到 {target}：后面的步骤还要用它。',
      remedy: '请先撤销后面的模块，或用 --to 0 全部撤销。',
    },
    en: {
      because: 'Cannot undo to {target}: later steps rest on it.',
      remedy: 'Undo the later modules first, or all with --to 0.',
    },
  },
  'storage.undo-unconfirmed': {
    zh: {
      because: '将撤销 {steps}，其中的数据会全部删除。',
      remedy: '请先备份（qipan host backup），确认后加 --yes 再运行。',
    },
    en: {
      because: '{steps} would be undone, and all data in them deleted.',
      remedy: 'Make a backup first (qipan host backup); then run it again with --yes.',
    },
  },
  'storage.files-full': {
    zh: {
      because: '原始文件已用 {usedMb} MB，上限 {limitMb} MB，放不下这个 {fileMb} MB 的文件，本次没有写入任何东西。',
      remedy: '请管理员删除不用的文件，或提高上限。',
    },
    en: {
      because: 'Kept files take {usedMb} MB of {limitMb} MB; a file of {fileMb} MB does not fit. Nothing was written.',
      remedy: 'Ask the administrator to delete files that are not needed, or to raise the limit.',
    },
  },
  'storage.file-damaged': {
    zh: {
      because: '原始文件的内容与登记的校验值不符（{sha256}），没有给出。',
      remedy: '请管理员从备份恢复，或重新上传这个文件。',
    },
    en: {
      because: 'The content of the original file does not match its checksum ({sha256}); it is not handed out.',
      remedy: 'Ask the administrator to restore it from a backup, or upload the file again.',
    },
  },
  'storage.control-refused': {
    zh: { because: '正在运行的棋盘没有接受这个请求。', remedy: '请用同一版本的 qipan 命令重试。' },
    en: {
      because: 'The running Qipan did not accept the request.',
      remedy: 'Try again with the same version of qipan.',
    },
  },
  'storage.control-unreadable': {
    zh: {
      because: '数据目录 {directory} 正被使用，而本用户读不到其中的 .control。',
      remedy: '请用运行棋盘服务的同一个系统用户来执行。',
    },
    en: {
      because: 'The data folder {directory} is in use, and this user cannot read its .control.',
      remedy: 'Run the command as the same system user as the server.',
    },
  },
  'storage.control-silent': {
    zh: { because: '正在使用 {directory} 的棋盘进程没有回答。', remedy: '它可能正在启动或停止，请稍后重试。' },
    en: {
      because: 'The process that holds {directory} did not answer.',
      remedy: 'It may be starting or stopping; try again in a moment.',
    },
  },
  'backup.exists': {
    zh: { because: '{file} 已经存在，不会覆盖。', remedy: '请换一个文件名，或先移走它。' },
    en: { because: '{file} is there already and is not overwritten.', remedy: 'Name another file, or move it away.' },
  },
  'backup.unwritable': {
    zh: { because: '不能写备份文件 {file}（{detail}），没有留下半个文件。', remedy: '请检查路径、权限和磁盘空间。' },
    en: {
      because: 'The backup {file} cannot be written ({detailEn}); no half file is left.',
      remedy: 'Check path, rights and free space.',
    },
  },
  'backup.unreadable': {
    zh: { because: '读不到备份文件 {file}（{detail}）。', remedy: '请检查路径和权限。' },
    en: { because: 'The backup {file} cannot be read ({detailEn}).', remedy: 'Check its path and rights.' },
  },
  'backup.no-such-file': {
    zh: { because: '找不到文件 {file}。', remedy: '请检查路径和文件名。' },
    en: { because: 'There is no file {file}.', remedy: 'Check the path and the name.' },
  },
  'backup.foreign': {
    zh: { because: '{file} 不是备份文件。', remedy: '请用 qipan host backup 写出的文件。' },
    en: { because: '{file} is no backup of Qipan.', remedy: 'Use a file that qipan host backup has written.' },
  },
  'backup.altered': {
    zh: {
      because: '备份文件 {file} 被改动过：里面的内容重新打过包，次序已不是写出时的样子，没有恢复任何内容。',
      remedy: '请用 qipan host backup 写出的原样文件；备份文件不要解开再打包。',
    },
    en: {
      because: 'The backup {file} has been altered: it was packed anew, in another order; nothing was restored.',
      remedy: 'Use the file as qipan host backup wrote it; do not unpack and pack it again.',
    },
  },
  'backup.damaged': {
    zh: { because: '备份文件 {file} 已损坏（{detail}），没有恢复任何内容。', remedy: '请用另一份备份。' },
    en: { because: 'The backup {file} is damaged ({detailEn}); nothing was restored.', remedy: 'Use another backup.' },
  },
  'backup.newer': {
    zh: { because: '备份文件 {file} 由更新版本的棋盘写成（{found}）。', remedy: '请升级本程序后再恢复。' },
    en: {
      because: 'The backup {file} was written by a newer Qipan ({foundEn}).',
      remedy: 'Upgrade this program first.',
    },
  },
  'backup.target-not-empty': {
    zh: { because: '{target} 里已有数据，没有恢复任何内容。', remedy: '请恢复到一个空目录或新建的空数据库。' },
    en: {
      because: '{target} holds data already; nothing was restored.',
      remedy: 'Restore into an empty folder or a new, empty database.',
    },
  },
  'backup.differs': {
    zh: {
      because: '写入后的内容与备份 {file} 不一致（{detail}），已全部撤销。',
      remedy: '请保留该备份并联系技术支持。',
    },
    en: {
      because: 'What was written differs from the backup {file} ({detailEn}); all of it was taken back.',
      remedy: 'Keep the backup and ask for support.',
    },
  },
  'backup.running': {
    zh: { because: '另一个备份正在进行。', remedy: '请等它结束。' },
    en: { because: 'Another backup is running.', remedy: 'Wait until it has ended.' },
  },
};
