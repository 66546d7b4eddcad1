const DAY = 86_400_000;

const LEADS = `# The best leads of a stage, and why they score what they score.
query LeadsByScore($stage: String!) {
  leads(first: 10, filter: { stage: { eq: $stage } }, orderBy: { field: SCORE }) {
    totalCount
    nodes {
      id
      name
      stage { key label }
      score {
        value
        at
        contributions { rule points detail }
      }
      activities(first: 5) { nodes { type occurredAt } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const RECORD = `# Each activity succeeds or fails by itself; a repeat of a messageId does nothing.
mutation Record($activities: [ActivityInput!]!) {
  recordActivities(input: { activities: $activities }) {
    accepted
    duplicates
    crossings {
      lead { id stage { key } }
      threshold { key }
      direction
      scoreBefore
      scoreAfter
      contributions { rule points detail }
      outcome
    }
    transitions { from { key } to { key } }
    userErrors { code field message hint }
  }
}
`;

const FUNNEL = `# Of the passes that entered in the window, how many went on, by where they came from.
query FunnelBySource($window: TimeWindowInput!) {
  funnel(input: { window: $window, groupBy: SOURCE }) {
    asOf
    steps { stage { key } entered reachedNext conversion medianSeconds }
    slices { value steps { stage { key } entered reachedNext conversion } }
  }
}
`;

const CROSSED = `# Live. With \`after\` set to the last cursor seen (in extensions) nothing is missed and nothing repeated.
subscription ThresholdCrossed($after: String) {
  thresholdCrossed(after: $after, filter: { direction: UP }) {
    cursor
    occurredAt
    lead { id name }
    threshold { key }
    scoreBefore
    scoreAfter
    contributions { rule points detail }
    outcome
  }
}
`;

const MOVED = `# Every stage move as it happens; "after": "start" begins at the earliest event kept.
subscription StageChanged($after: String) {
  stageChanged(after: $after) {
    cursor
    occurredAt
    lead { id name }
    from { key }
    to { key }
    cause
    actor { displayName }
  }
}
`;

const EVENTS = `# All kinds of events in one ordered stream, from now on or from behind a cursor.
subscription Events($after: String) {
  events(after: $after) {
    __typename
    cursor
    occurredAt
    lead { id }
    ... on StageTransition { from { key } to { key } }
    ... on ThresholdCrossing { threshold { key } direction scoreAfter }
  }
}
`;

/** The tabs of a first visit, with times around `now`. */
export function exampleTabs(now) {
  const window = { from: new Date(now.getTime() - 180 * DAY).toISOString(), to: now.toISOString() };
  const activity = {
    lead: { email: 'ada@example.com' },
    type: 'page.viewed',
    occurredAt: now.toISOString(),
    properties: { page: 'pricing', path: '/pricing' },
    messageId: `explorer-${now.getTime()}`,
  };
  return [
    tab(LEADS, { stage: 'mql' }),
    tab(RECORD, { activities: [activity] }),
    tab(FUNNEL, { window }),
    tab(CROSSED, {}),
    tab(MOVED, {}),
    tab(EVENTS, {}),
  ];
}

function tab(query, variables) {
  return { query, variables: JSON.stringify(variables, null, 2) };
}
