/** A text as Slack's mrkdwn takes it literally: `&`, `<` and `>` would otherwise make links and mentions. */
export function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Slack refuses a longer text of a block. */
const MOST_TEXT = 3_000;

/** A message of lines of mrkdwn, what is not ours in them already escaped: as a text for notifications, and as blocks. */
export function slackBody(lines: readonly string[]): string {
  const text = lines.join('\n').slice(0, MOST_TEXT);
  return JSON.stringify({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });
}
