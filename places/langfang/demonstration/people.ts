/** Made-up persons of the main roles, marked 演示 wherever they show. */
export const people = [
  { name: '演示·林知远', login: 'demo.reform', role: 'reform-office', unitId: 'reform' },
  { name: '演示·赵明川', login: 'demo.unit', role: 'responsible-unit', unitId: 'development-reform' },
  { name: '演示·周启文', login: 'demo.leader', role: 'leader', unitId: 'government-office' },
  { name: '演示·何清', login: 'demo.audit', role: 'auditor', unitId: 'audit-office' },
  { name: '演示·陆安', login: 'demo.admin', role: 'administrator', unitId: 'reform' },
] as const;
