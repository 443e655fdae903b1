import { isIdKind } from './id-kinds.ts'
import type { OptionWord, ValuePlace, Vocabulary } from './vocabulary.ts'
import { shellQuoted } from '../../source/shell-word.ts'

/** The completion script for zsh. It can be sourced, and it can be a file `_TOOL` of `fpath`. */
export function zshScript({ tool, options, commands }: Vocabulary): string {
  const cases = commands.map(({ name, options: own, argument }) => {
    const specs = [...own.map(optionSpec), ...(argument.value === 'nothing' ? [] : [`*:${placeSpec(argument)}`])]
    return `    ${shellQuoted(name)})\n      _arguments \\\n        ${specs.map(shellQuoted).join(' \\\n        ')} ;;`
  })
  return `#compdef ${tool}
# Completion of ${tool} in zsh. Load it after compinit with: source <(${tool} completion zsh)
_${tool}_ids() {
  local -a ids
  ids=("\${(@f)$("$tool" completion zsh --ids "\${(Q)PREFIX}" --of "$1" 2>/dev/null </dev/null)}")
  ids=(\${ids:#})
  compadd -a ids
}
_${tool}_commands() {
  local -a commands
  commands=(
    ${commands.map(({ name, about }) => shellQuoted(`${name}:${about}`)).join('\n    ')}
  )
  _describe command commands
}
_${tool}() {
  local tool=\${(Q)words[1]} curcontext=$curcontext context state state_descr line
  typeset -A opt_args
  _arguments -C \\
    ${[...options.map(optionSpec), `1:command:_${tool}_commands`, '*::argument:->argument'].map(shellQuoted).join(' \\\n    ')}
  [[ $state == argument ]] || return
  case $line[1] in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _${tool} ]]; then _${tool} "$@"; else compdef _${tool} ${tool}; fi
`

  function optionSpec({ flag, about, place }: OptionWord): string {
    const text = `[${escaped(about)}]`
    return place.value === 'nothing' ? `${flag}${text}` : `*${flag}=${text}:${placeSpec(place)}`
  }

  function placeSpec({ name, value }: ValuePlace): string {
    if (typeof value !== 'string') return `${escaped(name)}:(${value.join(' ')})`
    // A space before the function keeps options of zsh out of its arguments.
    const action = isIdKind(value) ? ` _${tool}_ids ${value}` : { nothing: ' ', text: ' ', file: '_files' }[value]
    return `${escaped(name)}:${action}`
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, String.raw`\$&`)
}
