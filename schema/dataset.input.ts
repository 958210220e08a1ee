/** A labelled data set to import: rows one by one, or the text of a file with the parts of its columns. */
import { Extensions, Field, InputType } from './decorators.js';

@InputType('GroupValueInput')
export class GroupValueInputType {
  @Field(() => String)
  readonly column: string;

  @Field(() => String)
  readonly value: string;
}

@InputType('DatasetRowInput')
export class DatasetRowInputType {
  @Field(() => String)
  readonly text: string;

  @Field(() => String)
  readonly label: string;

  @Field(() => [GroupValueInputType], { nullable: true })
  readonly groups?: readonly GroupValueInputType[] | null;

  @Field(() => String, { nullable: true })
  readonly split?: string | null;
}

@InputType('ColumnMapInput')
export class ColumnMapInputType {
  @Field(() => String)
  readonly text: string;

  @Field(() => String)
  readonly label: string;

  @Field(() => [String], { nullable: true })
  readonly groups?: readonly string[] | null;

  @Field(() => String, { nullable: true })
  readonly split?: string | null;
}

@InputType('DatasetFileInput')
export class DatasetFileInputType {
  @Field(() => String)
  readonly text: string;

  @Field(() => ColumnMapInputType)
  readonly columns: ColumnMapInputType;
}

@Extensions({ oneOf: true })
@InputType('DatasetSourceInput')
export class DatasetSourceInputType {
  @Field(() => [DatasetRowInputType], { nullable: true })
  readonly rows?: readonly DatasetRowInputType[];

  @Field(() => DatasetFileInputType, { nullable: true })
  readonly csv?: DatasetFileInputType;

  @Field(() => DatasetFileInputType, { nullable: true })
  readonly jsonl?: DatasetFileInputType;
}

@InputType('DatasetInput')
export class DatasetInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => DatasetSourceInputType)
  readonly source: DatasetSourceInputType;

  @Field(() => String, { nullable: true })
  readonly positiveLabel?: string | null;
}
