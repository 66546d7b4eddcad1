/** What an announcement is made on; several members: all must fit. */
export interface NotificationTrigger {
  threshold?: string;
  enter?: string;
  handoff?: 'opened' | 'accepted' | 'rejected' | 'expired';
  sla?: 'warned' | 'breached' | 'met-late';
  policy?: string;
}

/** One entry of `notifications.json`. */
export interface NotificationDefinition {
  key: string;
  label?: string;
  on: NotificationTrigger;
  /** `owner`, `manager`, `team`, `slack:KEY` or `email:ADDRESS`. */
  to: string[];
  template: string;
}

/** What happened, as far as announcements ask. */
export type Announceable =
  | { kind: 'threshold'; threshold: string; direction: 'UP' | 'DOWN' }
  | { kind: 'enter'; stage: string }
  | { kind: 'handoff'; what: 'opened' | 'accepted' | 'rejected' | 'expired' | 'withdrawn' }
  | { kind: 'sla'; what: string; policy: string };

/** Whom to tell, in which words; `template` null: the platform's own words. */
export interface Announcement {
  key: string;
  label: string;
  to: readonly string[];
  template: string | null;
}
