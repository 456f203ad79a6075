export { demonstration } from './demonstration/index.ts';
export { place } from './place.ts';
