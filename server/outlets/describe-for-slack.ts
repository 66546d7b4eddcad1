import type { LogEvent } from '../events/log-event.js';
import { slackText } from './slack-body.js';

/** An event in a line of mrkdwn, everything in it escaped; `lead` is the name people know the lead by. */
export function describeForSlack(event: LogEvent, lead: string | null): string {
  const who = lead === null ? '' : `*${slackText(lead)}* `;
  return `${who}${slackText(describe(event))}`;
}

function describe({ kind, data }: LogEvent): string {
  const told = (key: string): string => String(data[key] ?? '-');
  switch (kind) {
    case 'STAGE_TRANSITION':
      return data['from'] === null ? `came in as ${told('to')}` : `moved from ${told('from')} to ${told('to')}`;
    case 'THRESHOLD_CROSSING':
      return data['direction'] === 'UP' ? `reached ${told('threshold')}` : `fell below ${told('threshold')}`;
    case 'HANDOFF':
      return `handoff: ${told('after').toLowerCase()}`;
    case 'SLA':
      return `clock ${told('policy')}: ${told('slaKind').toLowerCase().replaceAll('_', ' ')}`;
    case 'LEAD':
      return told('change').toLowerCase().replaceAll('_', ' ');
    case 'PULL_REQUEST':
      return `Pull request ${told('number')}: ${told('what').toLowerCase()}`;
    case 'PROMOTION':
      return `Release ${told('release')} of the definitions is live`;
  }
}
