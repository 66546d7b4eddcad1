import { startNameServer } from '../helpers/name-server.js';
import { startAccord } from './start-accord.js';
import { leadingAddresses, reachNothing } from './webhooks/reach-nothing.js';
import { report } from './webhooks/report.js';

/** W8: 50 addresses as written, 6 names and a redirect to places that must not be reached; canaries count connections. */
const names = await startNameServer(leadingAddresses());
const server = await startAccord({ ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.2/32', ACCORD_DNS_SERVERS: names.address });
const { figures, problems } = await reachNothing(server);
await server.remove();
await names.close();
report({ ...figures, problems });
