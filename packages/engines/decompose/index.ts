export * from './contract.ts';
export { decompose } from './decompose.ts';
export { decomposeMessages } from './messages.ts';
