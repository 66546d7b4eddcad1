import { textScalar } from './text-scalar.js';

/** ISO 8601 duration of weeks, days, hours, minutes and seconds. */
export const Duration = textScalar({
  name: 'Duration',
  description:
    'A length of time that a policy agreed on, as ISO 8601: `PT30M`, `P2D`. Measurements are Float seconds, in fields whose names end in `Seconds`.',
  advice: 'write it as P2D or PT30M',
  read: (text) => (/^P(?=.)(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(text) ? text : null),
});
