#!/usr/bin/env node
// The command line. Works after `npm ci` alone: finds a Node that runs TypeScript as it is, and hands over.
import { handOver } from './node.mjs';

handOver('apps/cli/main.ts', process.argv.slice(2));
