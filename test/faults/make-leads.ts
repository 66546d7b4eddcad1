import { ask } from '../helpers/graphql.js';

const RECORD = `mutation ($activities: [ActivityInput!]!) {
  recordActivities(input: {activities: $activities}) { accepted duplicates userErrors { code field } transitions { id } } }`;

let made = 0;

/** Makes new leads, one activity each, in one call: two or three events a lead. Answers the ids of their stage transitions. */
export async function makeLeads(door: { url: string; token: string }, count: number, host: string): Promise<string[]> {
  const activities = Array.from({ length: count }, () => {
    made += 1;
    return {
      lead: { email: `lead${made}@${host}` },
      type: 'page.viewed',
      occurredAt: new Date().toISOString(),
      messageId: `${host}-${made}`,
    };
  });
  const { data, errors } = await ask<{ recordActivities: { transitions: { id: string }[] } }>(door, RECORD, {
    activities,
  });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.recordActivities.transitions.map((transition) => transition.id);
}
