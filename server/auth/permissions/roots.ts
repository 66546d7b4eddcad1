import type { TypePermissions } from './access.js';

/** Who may ask what at the root. */
export const rootPermissions: Readonly<Record<string, TypePermissions>> = {
  Query: {
    read: 'node nodes viewer rateLimit permissions users events stages rejectionReasons qualificationFrameworks activityTypes segments lead leads account accounts funnel conversion scoreDistribution handoffs pools slaClocks slaPolicies slaDueAt calendars benchmarkProfiles',
    definitions:
      'scoringModels scoringModel definitions definitionFiles definitionFile checkDefinitions agreement evaluate promotions job pullRequest pullRequests',
    webhooks: 'webhooks',
    admin: 'apiTokens auditLog',
  },
  Subscription: {
    definitions: 'jobProgressed pullRequestChanged',
    read: 'events thresholdCrossed stageChanged handoffChanged slaChanged leadChanged',
  },
  Mutation: {
    upsert: 'upsertLead',
    record: 'recordActivities',
    import: 'importRecords retractActivities',
    work: 'moveLead mergeLeads decideHandoff assignHandoff pauseSlaClock resumeSlaClock declineSuggestion assignLeads answerQualification',
    webhooks: 'createWebhook updateWebhook deleteWebhook testWebhook replayWebhook redeliver',
    govern: 'promote releaseHold cancelJob runBacktest openPullRequest updatePullRequest mergePullRequest',
    people: 'rollBack reviewPullRequest withdrawReview commentOnPullRequest',
    admin: 'createApiToken rotateApiToken revokeApiToken upsertUser',
  },
};
