import type { JobPorts } from '@qipan/kernel';
import type { HostParts } from '../parts.ts';

/** What the host's own jobs hold beside the ports of every job. */
export interface HostJobPorts extends JobPorts {
  readonly parts: HostParts;
}
