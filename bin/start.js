import { requireNode } from './require-node.js';

requireNode();
const { accord } = await import('./accord-command.js');
await accord(['start', ...process.argv.slice(2)]);
