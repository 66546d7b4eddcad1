/** One event of a `text/event-stream`. */
export interface SseEvent {
  type: string;
  data: string;
  /** The id line of this event, null without one. */
  id: string | null;
}

/** The events of a stream, those with only an id among them, as they arrive. */
export async function* readSse(body: AsyncIterable<Uint8Array>): AsyncGenerator<SseEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = readBlock(block);
      if (event) yield event;
    }
  }
}

function readBlock(block: string): SseEvent | null {
  const event: SseEvent = { type: 'message', data: '', id: null };
  const data: string[] = [];
  let said = false;
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'event') event.type = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') event.id = value;
    else continue;
    said = true;
  }
  return said ? { ...event, data: data.join('\n') } : null;
}
