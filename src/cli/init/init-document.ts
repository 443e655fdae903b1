import { DEFAULT_FILE } from '../../config/settings.ts'
import { isAbsolute, relative, resolve } from 'node:path'
import { counted } from '../../../reporters/text/wording.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { readDocument } from '../../document/read-document.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import type { Model } from '../../resource/model.ts'
import { formatMistake, UserError } from '../../source/mistake.ts'
import { shellWord } from '../../source/shell-word.ts'
import { calledAs } from '../shell/called-as.ts'
import { ciFile, gitlabFileHere, includeNotes } from './ci-file.ts'
import { ignoreRecords } from './ignore-records.ts'
import { ciAnswers, type InitFlags } from './init-answers.ts'
import { documentFiles } from './document-files.ts'
import { type LookFlags, lookAtTarget } from './look-at-target.ts'
import { modelLines } from './model-lines.ts'
import { pathOfPackage } from '../shell/package-path.ts'
import { writeNewFiles, type WrittenFiles } from './write-new-files.ts'

/** The flags of `conform init DOCUMENT`. */
export interface InitDocumentFlags extends LookFlags, Pick<InitFlags, 'start' | 'wait' | 'ci'> {
  /** The folder of the contract. */
  readonly folder?: string
}

/** The most mistakes and remarks that are printed, as a count. */
const MOST_TOLD = 10

/**
 * Runs `conform init DOCUMENT`: infers the resources of an OpenAPI document, looks at a target where one is named, and writes a contract
 * folder. Overwrites nothing.
 * @throws UserError for a wrong flag, a document that cannot be read or has no resource, or a file that cannot be written.
 */
export async function initDocument(file: string, flags: InitDocumentFlags): Promise<void> {
  const { folder = 'conformance', target } = flags
  const answers = ciAnswers(flags)
  const { document, mistakes } = readDocument(file)
  const bound = (flags.scope ?? []).map((text) => text.split('=')[0] ?? '')
  const inferred = inferModel(document, bound)
  if (Object.keys(inferred.resources).length === 0)
    throw new UserError(
      `${file} has no resource: no collection whose members are created, read, updated or deleted; name the paths in a contract by hand`,
    )
  const looked = target === undefined ? undefined : await lookAtTarget({ document, model: inferred, target, flags })
  const model: Model = { ...(looked?.model ?? inferred), document: pathFrom(folder, file) }
  const packagePath = pathOfPackage()
  const inputs = { model, document, folder, packagePath, packagePathInFolder: pathFrom(folder, packagePath), target }
  // A look that found nothing out is repeated with other settings, and then the contract is written.
  const isStopped = looked?.reason !== undefined
  const run = runCommand({ model, folder, flags })
  const job = { ...answers, run: run.writing, variables: [], gitlabFile: gitlabFileHere() }
  const files = [...documentFiles(inputs), ...ciFile(job)]
  const done = writeNewFiles(files.filter(({ path }) => !isStopped || path === DEFAULT_FILE))
  const lines = [
    ...told(mistakes.map(formatMistake), 'places of the document that were left out or read widely'),
    ...modelLines(model),
    ...told(model.remarks, 'remarks, which the contract lists'),
    ...(looked === undefined
      ? []
      : [`looked at ${target ?? ''} with ${counted(looked.requests, 'request')}`, ...looked.notes]),
    ...(isStopped
      ? [...writtenLines(done), 'next   mend that, and run the command again']
      : closing({ run, folder, ci: flags.ci, done })),
  ]
  process.stdout.write(`${lines.map(plainText).join('\n')}\n`)
}

function told(sentences: readonly string[], what: string): readonly string[] {
  const rest = sentences.length - MOST_TOLD
  return [
    ...sentences.slice(0, MOST_TOLD).map((sentence) => `note   ${sentence}`),
    ...(rest > 0 ? [`note   and ${rest} more ${what}`] : []),
  ]
}

/** A path as a file in the folder names it. */
function pathFrom(folder: string, path: string): string {
  const found = relative(resolve(folder), resolve(path)).replaceAll('\\', '/')
  return found === '' ? '.' : found
}

interface RunOf {
  readonly model: Model
  readonly folder: string
  readonly flags: InitDocumentFlags
}

/** The command that runs the contract, with words in capitals for what the flags do not tell: one that only reads, and one that writes. */
function runCommand({ model, folder, flags }: RunOf): { readonly reading: string; readonly writing: string } {
  const unbound = Object.values(model.scopes).filter(
    ({ parameter }) => !(flags.scope ?? []).some((text) => text.startsWith(`${parameter}=`)),
  )
  const scopes = [
    ...(flags.scope ?? []).map((text) => ` --scope ${shellWord(text)}`),
    ...unbound.map(({ parameter }) => ` --scope ${shellWord(`${parameter}=VALUE`)}`),
  ].join('')
  const write = (flags.write ?? ['RESOURCE']).map((name) => ` --write ${shellWord(name)}`).join('')
  const target = flags.target === undefined ? 'URL' : shellWord(flags.target)
  const reading = `run --contract ${shellWord(isAbsolute(folder) ? folder : `./${folder}`)} --target ${target}${scopes}`
  return { reading, writing: `${reading}${write}` }
}

interface Closing {
  readonly run: ReturnType<typeof runCommand>
  readonly folder: string
  readonly ci: string | undefined
  readonly done: WrittenFiles
}

function closing({ run, folder, ci, done }: Closing): readonly string[] {
  return [
    ...writtenLines(done),
    ...ignoreRecords(),
    ...includeNotes([...done.written, ...done.kept]),
    ...ciNotes(ci, run.writing),
    ...(done.kept.includes(DEFAULT_FILE)
      ? []
      : [`note   ${DEFAULT_FILE} has the credentials as comments; set those that the server asks for`]),
    `next   correct ${folder}/contract.yaml: each line under "guesses" that is removed makes its fact sure`,
    `       ${calledAs()} ${run.reading} --dry-run`,
    `       ${calledAs()} ${run.writing}`,
  ]
}

function ciNotes(ci: string | undefined, run: string): readonly string[] {
  if (ci === undefined) return ['note   the command with --ci github or --ci gitlab writes a CI file too']
  const open = ci === 'none' ? [] : (run.match(/\b(?:URL|VALUE|RESOURCE)\b/g) ?? [])
  return open.length === 0 ? [] : [`note   put values in place of ${[...new Set(open)].join(' and ')} in the CI file`]
}

function writtenLines({ written, kept }: WrittenFiles): readonly string[] {
  return [
    ...written.map((path) => `wrote  ${path}`),
    ...kept.map((path) => `kept   ${path}: the file exists already, and stays as it is`),
  ]
}
