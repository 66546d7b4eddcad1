import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Json } from '../../core/scoring/facts.js';

/** What the engine carries from fact to fact: threshold states by key and, where it fits, a scorer snapshot. */
@Entity('engine_states')
export class EngineState {
  @PrimaryColumn({ type: 'text', name: 'lead_id', primaryKeyConstraintName: 'engine_states_pk' })
  leadId: string;

  @Column({ type: 'integer' })
  release: number;

  @Column({ type: 'jsonb' })
  thresholds: Json;

  @Column({ type: 'text', nullable: true })
  snapshot: string | null;

  /** The account it was drawn by for a share of leads, '' where it had none then; null: never drawn. */
  @Column({ type: 'text', name: 'drawn_by', nullable: true })
  drawnBy: string | null;
}
