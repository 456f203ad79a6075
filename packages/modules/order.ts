/** Modules in their one declared order: each may use only those before it. */
export const moduleOrder = ['parties', 'documents', 'programme'] as const;
