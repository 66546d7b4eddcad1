const STORED_TABS = 'graphiql:tabState';

/**
 * The tab to begin with: the one that was open at the last visit, else the first of `examples`. GraphiQL itself restores
 * a tab's query but not its variables until one of them has been edited.
 */
export function startingTab(examples) {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem(STORED_TABS));
    return tabs[activeTabIndex] ?? examples[0];
  } catch {
    return examples[0];
  }
}
