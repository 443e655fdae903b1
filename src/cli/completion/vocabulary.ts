import type { Command, Option } from 'commander'
import { FORMATS } from '../../../reporters/formats.ts'
import { CI_NAMES, SCHEME_NAMES } from '../init/init-answers.ts'
import type { IdKind } from './id-kinds.ts'

/** The values that a place takes: a free text, a file, an id of a sort, or one of some words. */
export type Value = 'nothing' | 'text' | 'file' | IdKind | readonly string[]

/** A place for a value, with the name that the help gives it. */
export interface ValuePlace {
  readonly name: string
  readonly value: Value
}

/** An option, such as `--config`, with the place after it. */
export interface OptionWord {
  readonly flag: string
  readonly about: string
  readonly place: ValuePlace
}

/** A command with its options. All arguments of a command are of one sort. */
export interface CommandWord {
  readonly name: string
  readonly about: string
  readonly options: readonly OptionWord[]
  readonly argument: ValuePlace
}

/** The words of a tool: the commands, and the options that stand before any command. */
export interface Vocabulary {
  readonly tool: string
  readonly options: readonly OptionWord[]
  readonly commands: readonly CommandWord[]
}

/** Reads the words of a tool from the definitions that its help is printed from. */
export function vocabulary(program: Command): Vocabulary {
  const commands = program.createHelp().visibleCommands(program)
  const names = commands.map((command) => command.name())
  return {
    tool: program.name(),
    options: optionsOf(program),
    commands: commands.map((command) => ({
      name: command.name(),
      about: command.description(),
      options: optionsOf(command),
      argument: argumentOf(command, names),
    })),
  }
}

function argumentOf(command: Command, commands: readonly string[]): ValuePlace {
  const [first] = command.registeredArguments
  if (first === undefined) return { name: '', value: 'nothing' }
  const name = first.name()
  // A replay repeats a case. Other commands take requirements too.
  const ids = command.name() === 'replay' ? 'case' : 'id'
  const isId = name === 'pattern' || name === 'id'
  return { name, value: first.argChoices ?? (name === 'command' ? commands : isId ? ids : valueOf(name)) }
}

function optionsOf(command: Command): readonly OptionWord[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) =>
      option.long === undefined || option.long === null
        ? []
        : [{ flag: option.long, about: option.description, place: placeOf(option) }],
    )
}

/** A value that may be left out is not completed: the next word may as well be an argument. */
function placeOf(option: Option): ValuePlace {
  const name = /<(.+?)(\.\.\.)?>$/.exec(option.flags)?.[1]
  if (name === undefined) return { name: '', value: 'nothing' }
  return { name, value: option.argChoices ?? OPTIONS[option.long ?? ''] ?? valueOf(name) }
}

const OPTIONS: Readonly<Record<string, Value>> = {
  '--exclude': 'id',
  '--case': 'case',
  '--fault': 'fault',
  '--server': 'server',
  '--variant': 'variant',
  '--auth': SCHEME_NAMES,
  '--ci': CI_NAMES,
  '--reporter': Object.keys(FORMATS),
  // The path of a counterexample is no file.
  '--path': 'text',
}

function valueOf(name: string): Value {
  return FILES.has(name) ? 'file' : 'text'
}

const FILES: ReadonlySet<string> = new Set(['file', 'path', 'folder', 'report', 'from', 'to'])
