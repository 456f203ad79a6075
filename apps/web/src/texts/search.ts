import type { Texts } from './texts.ts';

/** Texts of the search over documents, clauses and tasks. */
export const searchTexts = {
  searchAll: ['搜索文件、条款、任务', 'Search documents, clauses, tasks'],
  searchShort: ['搜索', 'Search'],
  searchKey: ['按 / 开始搜索', 'Press / to search'],
  searchRegion: ['地区', 'Place'],
  searchUnit: ['单位', 'Unit'],
  hitTasks: ['任务', 'Tasks'],
  hitRows: ['条款', 'Clauses'],
  hitDocuments: ['文件', 'Documents'],
  hitCount: ['共 {count} 条', '{count} found'],
  hitShown: ['显示前 {shown} 条，共 {count} 条', 'the first {shown} of {count}'],
  showMoreHits: ['显示更多', 'Show more'],
  noHits: ['没有找到“{words}”。', 'Nothing found for “{words}”.'],
  noWords: ['只有符号，没有可以查找的词。', 'These are signs alone; there is no word to look for.'],
  searchInstead: ['您是不是要找：', 'Did you mean: '],
  searchStart: ['输入要找的词，例如“产业协作 发改委”。', 'Type what you look for, for example 产业协作 发改委.'],
  adviceFewer: ['少写几个词：各词须同时出现。', 'Use fewer words: all of them must be found together.'],
  advicePhrase: ['加引号按原句查找：“承接产业转移”。', 'Put quotes round an exact phrase: “承接产业转移”.'],
  adviceUnit: ['单位可写全称或简称，写哪个都一样。', 'Any name of a unit will do: full or short.'],
  adviceFilter: ['去掉地区和单位的筛选。', 'Take the place and unit filters away.'],
  searchEnter: ['回车打开第一条', 'Enter opens the first'],
} as const satisfies Texts;
