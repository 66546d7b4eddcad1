#!/usr/bin/env node
import { requireNode } from './require-node.js';

requireNode();
const { accord } = await import('./accord-command.js');
await accord(process.argv.slice(2));
