import { activitiesSchema } from './activities.js';
import { benchmarksSchema } from './benchmarks.js';
import { lifecycleSchema } from './lifecycle.js';
import { mappingSchema } from './mapping.js';
import { modelTestSchema } from './model-test.js';
import { notificationsSchema } from './notifications.js';
import type { Schema } from './parts.js';
import { reviewsSchema } from './reviews.js';
import { routingSchema } from './routing.js';
import { scoringModelSchema } from './scoring-model.js';
import { signOffsSchema } from './sign-offs.js';
import { slasSchema } from './slas.js';

/** JSON Schemas 2020-12 of every kind of file, by the name of their copy in `schemas/`: the platform judges with these. */
export const schemas: { readonly [fileName: string]: Schema } = {
  'activities.schema.json': activitiesSchema,
  'benchmarks.schema.json': benchmarksSchema,
  'lifecycle.schema.json': lifecycleSchema,
  'mapping.schema.json': mappingSchema,
  'model-test.schema.json': modelTestSchema,
  'notifications.schema.json': notificationsSchema,
  'reviews.schema.json': reviewsSchema,
  'routing.schema.json': routingSchema,
  'scoring-model.schema.json': scoringModelSchema,
  'sign-offs.schema.json': signOffsSchema,
  'slas.schema.json': slasSchema,
};
