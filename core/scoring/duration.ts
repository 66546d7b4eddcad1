const FORM = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const LIMIT = 100 * 366 * 86_400_000;

/** ISO 8601 duration of weeks, days (24 h), hours, minutes, seconds in milliseconds; throws RangeError with a sentence. */
export function parseDuration(text: string): number {
  const parts = typeof text === 'string' ? FORM.exec(text) : null;
  if (!parts || /[PT]$/.test(text)) throw new RangeError(refusal(text));
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as number[];
  const wholeHours = ((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0);
  const milliseconds = (wholeHours * 60 + (minutes ?? 0)) * 60_000 + Math.round((seconds ?? 0) * 1000);
  if (milliseconds > LIMIT) throw new RangeError(`The duration '${text}' is longer than 100 years.`);
  return milliseconds;
}

function refusal(text: unknown): string {
  const shown = JSON.stringify(text);
  if (typeof text === 'string' && (/^P[^T]*[YM]/.test(text) || /Y/.test(text))) {
    return `The duration ${shown} uses months or years, whose length varies: write it in weeks or days, such as P30D.`;
  }
  return `The duration ${shown} is not ISO 8601 weeks, days, hours, minutes, seconds, such as P7D, PT24H or P1DT12H.`;
}
