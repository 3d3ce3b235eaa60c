import { z } from 'zod';

/**
 * What is kept outlives the page that wrote it: in a browser's database, in files, in the repository. Each such form has a
 * `version`; a breaking change raises it and brings an upgrader, which turns a form of that version into the next one's.
 * The strict schema of a form only ever knows the latest.
 */

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      /** Field and what is wrong with it, for the console and the details line. */
      readonly reason: string;
      /** Of a version that this page doesn't know yet: nothing need be wrong with it. */
      readonly isNewer: boolean;
    };

export type Fields = Readonly<Record<string, unknown>>;

export interface FormVersions {
  readonly latest: number;
  /** By the version they start from. `version` itself is raised for them. */
  readonly upgraders: Readonly<Record<number, (fields: Fields) => Fields>>;
}

const versionedSchema = z.looseObject({ version: z.int().min(1) });

/** What a schema says of data from outside, with the first thing that is wrong with it as the reason. */
export function parsed<Value>(schema: z.ZodType<Value>, data: unknown): Parsed<Value> {
  const result = schema.safeParse(data);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  const reason = issue === undefined ? 'unreadable' : `${issue.path.join('.')}: ${issue.message}`;
  return { ok: false, reason, isNewer: false };
}

/** The form as the latest version would have written it, not yet checked. */
export function upgradedForm(data: unknown, { latest, upgraders }: FormVersions): Parsed<Fields> {
  const head = parsed(versionedSchema, data);
  if (!head.ok) return head;
  const { version } = head.value;
  if (version > latest) return { ok: false, reason: `version: ${version} is newer than ${latest}`, isNewer: true };
  let fields: Fields = head.value;
  for (let from = version; from < latest; from++) {
    const upgrade = upgraders[from];
    if (upgrade === undefined) return { ok: false, reason: `version: nothing reads ${from}`, isNewer: false };
    fields = { ...upgrade(fields), version: from + 1 };
  }
  return { ok: true, value: fields };
}

/** A refusal with the place of what is refused in front of its reason. */
export function within<Value>(place: string, result: Parsed<Value>): Parsed<Value> {
  return result.ok ? result : { ...result, reason: `${place}.${result.reason}` };
}
