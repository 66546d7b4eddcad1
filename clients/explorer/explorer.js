import { GraphiQL } from 'graphiql';
import { createElement, useMemo, useState } from 'react';
import { createFetcher } from './create-fetcher.js';
import { exampleTabs } from './example-tabs.js';
import { startingTab } from './starting-tab.js';
import { keepToken, readToken } from './token.js';
import { TokenForm } from './token-form.js';

/** The page: GraphiQL with the examples in tabs, and above it the token that everything is asked with. */
export function Explorer({ schema }) {
  const [token, setToken] = useState(readToken);
  const fetcher = useMemo(() => createFetcher(token), [token]);
  const [tabs] = useState(() => exampleTabs(new Date()));
  const [first] = useState(() => startingTab(tabs));
  const change = (next) => {
    keepToken(next);
    setToken(next);
  };
  return createElement(
    'div',
    { className: 'accord-page' },
    createElement(TokenForm, { token, onChange: change }),
    createElement(
      'main',
      null,
      createElement(GraphiQL, {
        fetcher,
        schema: schema ?? undefined,
        defaultTabs: tabs,
        initialQuery: first.query ?? undefined,
        initialVariables: first.variables ?? undefined,
        defaultEditorToolsVisibility: 'variables',
        isHeadersEditorEnabled: false,
      }),
    ),
  );
}
