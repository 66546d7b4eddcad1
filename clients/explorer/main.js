import './workers.js';
import 'graphiql/style.css';
import './explorer.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Explorer } from './explorer.js';
import { loadSchema } from './load-schema.js';

createRoot(document.getElementById('explorer')).render(createElement(Explorer, { schema: await loadSchema() }));
