import type { ReviewRecord } from './review-record.js';

/**
 * The review of each person that stands: the newest that approves or asks for changes. Once withdrawn it stands no
 * more, and nothing older does instead. Of one instant the later in the list is the newer.
 */
export function standingReviews(reviews: readonly ReviewRecord[]): ReviewRecord[] {
  const newest = new Map<string, ReviewRecord>();
  for (const review of reviews.filter(({ verdict }) => verdict !== 'COMMENTED')) {
    const known = newest.get(review.user);
    if (!known || Number(review.at) >= Number(known.at)) newest.set(review.user, review);
  }
  return [...newest.values()].filter(({ withdrawn }) => !withdrawn);
}
