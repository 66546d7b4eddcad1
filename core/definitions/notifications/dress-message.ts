/** How a medium writes what a template says in Markdown. */
export interface DressedMessage {
  /** Slack's mrkdwn: `&`, `<` and `>` are escaped, so that nothing in it mentions, links or calls. */
  slack: string;
  /** Without marks. */
  text: string;
  html: string;
}

const BOLD = /\*\*(?=\S)(.+?)(?<=\S)\*\*/g;

/** Writes a filled template for each medium; whatever a value holds is shown, never obeyed. */
export function dressMessage(markdown: string): DressedMessage {
  const message = markdown.replace(/\r\n?/g, '\n').trim();
  const escaped = message.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const html = escaped
    .replace(/"/g, '&quot;')
    .replace(BOLD, '<strong>$1</strong>')
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br>')}</p>`)
    .join('\n');
  return { slack: escaped.replace(BOLD, '*$1*'), text: message.replace(BOLD, '$1'), html };
}
