import { Field, InputType } from 'type-graphql';

/** A file laid over a state of the definitions. */
@InputType('FileInput', { description: 'A file laid over a state of the definitions.' })
export class FileInputType {
  @Field(() => String, { description: 'Its path: `models/hundred-point.json`.' })
  path: string;

  @Field(() => String, { nullable: true, description: 'Its text; null removes the file.' })
  content?: string | null;
}
