import { shellWord } from '../../source/shell-word.ts'
import { isIdKind } from './id-kinds.ts'
import type { OptionWord, ValuePlace, Vocabulary } from './vocabulary.ts'

/**
 * The completion script for bash, from version 3.2. It compares words by itself: `compgen -W` would expand `$(…)` in an id, and ids
 * come from files.
 */
export function bashScript({ tool, options, commands }: Vocabulary): string {
  const names = commands.map(({ name }) => name)
  const places = [{ name: '', options }, ...commands].flatMap(({ name, options: own }) =>
    own
      .filter(({ place }) => place.value !== 'nothing')
      .map(({ flag, place }) => branch(`${name} ${flag}`, `${offer(tool, place)}; return`)),
  )
  return `${opening(tool)}  case "$command $before" in
${places.join('\n')}
  esac
  if [[ $word == -* ]]; then
    case $command in
${[{ name: '', options }, ...commands].map(({ name, options: own }) => branch(name, offerFlags(tool, own))).join('\n')}
    esac
    return
  fi
  case $command in
${[branch('', offerWords(tool, names)), ...commands.map(({ name, argument }) => branch(name, offer(tool, argument)))].join('\n')}
  esac
}
complete -F _${tool} ${tool}
`
}

function branch(word: string, action: string): string {
  return `    ${shellWord(word)}) ${action} ;;`
}

function offer(tool: string, { value }: ValuePlace): string {
  if (typeof value !== 'string') return offerWords(tool, value)
  if (isIdKind(value)) return `_${tool}_ids ${value}`
  return { nothing: ':', text: ':', file: `_${tool}_files` }[value]
}

function offerFlags(tool: string, own: readonly OptionWord[]): string {
  const flags = own.map(({ flag }) => flag)
  return offerWords(tool, flags)
}

function offerWords(tool: string, words: readonly string[]): string {
  return [`_${tool}_offer`, ...words.map(shellWord)].join(' ')
}

/** The functions that the script calls, and the reading of the command line. */
function opening(tool: string): string {
  return `# Completion of ${tool} in bash. Load it with: source <(${tool} completion bash)
_${tool}_offer() {
  local candidate
  for candidate in "$@"; do
    if [[ $candidate == "$word"* ]]; then COMPREPLY+=("$candidate"); fi
  done
}
_${tool}_lines() {
  local candidate
  # The shell then quotes brackets and spaces.
  compopt -o filenames 2>/dev/null
  while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done
}
_${tool}_files() { _${tool}_lines < <(compgen -f -- "$word"); }
_${tool}_ids() { _${tool}_lines < <("$tool" completion bash --ids "$word" --of "$1" 2>/dev/null </dev/null); }
_${tool}() {
  local tool=$1 word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' index
  COMPREPLY=()
  # The shell splits --option=value into three words.
  if [[ $word == = ]]; then word=''
  elif [[ $before == = ]] && ((COMP_CWORD > 1)); then
    before=\${COMP_WORDS[COMP_CWORD-2]}
    if [[ $before != -* ]]; then _${tool}_files; return; fi
  fi
  word=\${word//\\\\/}
  word=\${word#[\\"\\']}
  for ((index = 1; index < COMP_CWORD; index++)); do
    if [[ \${COMP_WORDS[index]} != -* ]]; then command=\${COMP_WORDS[index]}; break; fi
  done
`
}
