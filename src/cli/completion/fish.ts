import { isIdKind } from './id-kinds.ts'
import type { OptionWord, ValuePlace, Vocabulary } from './vocabulary.ts'

/** The completion script for fish. */
export function fishScript({ tool, options, commands }: Vocabulary): string {
  const start = `__${tool}_command ''`
  return `# Completion of ${tool} in fish. Load it with: ${tool} completion fish | source
function __${tool}_command
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end
function __${tool}_ids
    set -l words (commandline -opc)
    command $words[1] completion fish --ids (commandline -ct) --of $argv[1] 2>/dev/null </dev/null
end
complete -c ${tool} -f
${[
  ...options.map((option) => optionLine(option, start)),
  ...commands.map(({ name, about }) => line(start, `-a ${quoted(name)} -d ${quoted(about)}`)),
  ...commands.flatMap(({ name, options: own, argument }) => [
    ...own.map((option) => optionLine(option, `__${tool}_command ${name}`)),
    ...(VALUELESS.has(argument.value) ? [] : [line(`__${tool}_command ${name}`, valueOf(argument))]),
  ]),
].join('\n')}
`

  function optionLine({ flag, about, place }: OptionWord, condition: string): string {
    const value = place.value === 'nothing' ? '' : place.value === 'text' ? ' -x' : ` -r ${valueOf(place)}`
    return line(condition, `-l ${quoted(flag.replace(/^--/, ''))}${value} -d ${quoted(about)}`)
  }

  function valueOf({ value }: ValuePlace): string {
    if (value === 'file') return '-F'
    return `-f -a ${isIdKind(value) ? `'(__${tool}_ids ${value})'` : quoted([value].flat().join(' '))}`
  }

  function line(condition: string, rest: string): string {
    return `complete -c ${tool} -n ${quoted(condition)} ${rest}`
  }
}

const VALUELESS: ReadonlySet<ValuePlace['value']> = new Set(['nothing', 'text'])

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`
}
