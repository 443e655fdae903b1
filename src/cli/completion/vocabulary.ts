import type { Command, Option } from 'commander'
import { FORMATS } from '../../../reporters/formats.ts'

/** What may stand in a place: a free text, a file, the id of a case or requirement, or one of some words. */
export type Value = 'nothing' | 'text' | 'file' | 'id' | readonly string[]

/** A place for a value, with the name that the help gives it. */
export interface Place {
  readonly name: string
  readonly value: Value
}

/** An option, such as `--config`, with the place after it. */
export interface OptionWord {
  readonly flag: string
  readonly about: string
  readonly place: Place
}

/** A command with its options. All arguments of a command are of one sort. */
export interface CommandWord {
  readonly name: string
  readonly about: string
  readonly options: readonly OptionWord[]
  readonly argument: Place
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

function argumentOf({ registeredArguments: [first] }: Command, commands: readonly string[]): Place {
  if (first === undefined) return { name: '', value: 'nothing' }
  const name = first.name()
  return { name, value: first.argChoices ?? (name === 'command' ? commands : (ARGUMENTS[name] ?? valueOf(name))) }
}

/** The arguments that take the ids of cases and requirements. Options with these names take ids of other things. */
const ARGUMENTS: Readonly<Record<string, Value>> = { pattern: 'id', id: 'id' }

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
function placeOf(option: Option): Place {
  const name = /<(.+?)(\.\.\.)?>$/.exec(option.flags)?.[1]
  if (name === undefined) return { name: '', value: 'nothing' }
  return { name, value: option.argChoices ?? OPTIONS[option.long ?? ''] ?? valueOf(name) }
}

const OPTIONS: Readonly<Record<string, Value>> = {
  '--exclude': 'id',
  '--case': 'id',
  '--reporter': Object.keys(FORMATS),
  // The path of a counterexample is no file.
  '--path': 'text',
}

function valueOf(name: string): Value {
  return FILES.has(name) ? 'file' : 'text'
}

const FILES: ReadonlySet<string> = new Set(['file', 'path', 'folder', 'report', 'from', 'to'])
