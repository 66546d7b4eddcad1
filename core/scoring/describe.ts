import type { Condition } from './model.js';

/** A condition in words: 'total at least 60', '2 page.viewed where page is pricing within 7 days'. */
export declare function describeCondition(condition: Condition): string;
