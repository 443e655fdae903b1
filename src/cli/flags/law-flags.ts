import type { Command } from 'commander'
import { UserError } from '../../source/mistake.ts'
import { addDocumentOption, collect, type DocumentFlags, type RunFlags } from './flags.ts'

/** The flags of a run of laws, beside those of any run. */
export interface LawRunFlags extends RunFlags, DocumentFlags {
  /** The resources that the run may write; `*` for all. */
  readonly write?: readonly string[]
  /** The resources whose members may stay where nothing deletes them; `*` for all. */
  readonly leave?: readonly string[]
  /** The values of scopes, each as NAME=VALUE. */
  readonly scope?: readonly string[]
  /** Other values of scopes, in which no member of the run may show. */
  readonly otherScope?: readonly string[]
}

/** Adds the options of a run of laws. */
export function addLawOptions(command: Command): Command {
  return addDocumentOption(command)
    .option(
      '--write <resource>',
      'with --openapi or a contract of resources: resource that the run may create, change and delete; * for all; repeatable',
      collect,
    )
    .option(
      '--leave <resource>',
      'with --write: resource without a delete whose created members may stay on the target; * for all; repeatable',
      collect,
    )
    .option(
      '--scope <name=value>',
      'value of a path parameter that no resource has, such as groupId=42; repeatable',
      collect,
    )
    .option(
      '--other-scope <name=value>',
      'another value of it, in which no member of the run may show; repeatable',
      collect,
    )
}

/** Flags that mean nothing to a run of laws, and why. */
const REFUSED: Readonly<Partial<Record<keyof LawRunFlags, string>>> = {
  asOf: '--as-of names a version of a contract with cases, and laws have no versions',
  shard: '--shard is for runs of cases: laws share their members, and have one scope',
  groupId:
    '--group-id names a group of a contract with cases; give path parameters their values with --scope NAME=VALUE',
  inFlight: '--in-flight is for runs of cases: laws send one request after another',
  path: '--path names an example of a property, and laws have none',
}

/**
 * Refuses flags of a run of cases, which a run of laws does not have.
 * @throws UserError with a sentence for each.
 */
export function refuseCaseFlags(flags: LawRunFlags): void {
  refuse(flags, REFUSED)
}

/** Flags that mean nothing to a run of cases, and why. */
const OF_LAWS: Readonly<Partial<Record<keyof LawRunFlags, string>>> = {
  write:
    '--write names a resource of a document; a run of cases writes in its groups; add --openapi DOCUMENT, or leave out --write',
  leave: '--leave names a resource of a document; add --openapi DOCUMENT, or leave out --leave',
  scope: '--scope names a path parameter of a document; name a group with --group-id, or add --openapi DOCUMENT',
  otherScope:
    '--other-scope names a path parameter of a document; name a group with otherGroupId, or add --openapi DOCUMENT',
}

/**
 * Refuses flags of a run of laws, which a run of cases does not have.
 * @throws UserError with a sentence for each.
 */
export function refuseLawFlags(flags: LawRunFlags): void {
  refuse(flags, OF_LAWS)
}

function refuse(flags: LawRunFlags, refused: typeof REFUSED): void {
  const mistakes = Object.entries(refused).flatMap(([name, message]) =>
    flags[name as keyof LawRunFlags] === undefined ? [] : [{ message }],
  )
  if (mistakes.length > 0) throw new UserError(mistakes)
}
