/** Modules in their one declared order: each may use only those before it. Not all are built yet. */
export const moduleOrder: readonly string[] = [
  'parties',
  'documents',
  'programme',
  'supervision',
  'territory',
  'indicators',
  'policies',
  'projects',
  'networks',
  'industry',
  'ecology',
  'relocation',
  'fiscal',
  'casework',
  'council',
  'oversight',
];
