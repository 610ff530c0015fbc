import { type CommandWords, isList, type Place, type Word } from './command-words.js';
import { alternatives, placeCases, quoted, valueCases, wordCases } from './shell-cases.js';

function offer(place: Place): string {
  if (place === 'anything') return '_message value';
  if (isList(place)) return `compset -P '*,'; compadd -q -S , -- ${place.list.join(' ')}`;
  return typeof place === 'string' ? `_files${place === 'files' ? '' : ' -/'}` : `compadd -- ${place.join(' ')}`;
}

/** Words with what they mean, as `_describe` takes them. */
const described = (words: readonly Word[]): string =>
  words.map(({ text, description }) => quoted(`${text.replaceAll(':', '\\:')}:${description}`)).join(' ');

/** A script for zsh, with what each word means. */
export function zshCompletion(all: readonly CommandWords[]): string {
  const [{ path: root }] = all as readonly [CommandWords];
  return `#compdef ${root}
# Completion of ${root} for zsh; in ~/.zshrc, behind compinit: source <(${root} completion zsh)
_${root}() {
  local command=${root} word is_value=''
  local -i index count=0
  local -a options commands
  for ((index = 2; index < CURRENT; index++)); do
    word=\${words[index]}
    if [[ -n $is_value ]]; then is_value=''; continue; fi
    case "$command $word" in
${wordCases(all)}
    esac
  done
  word=\${words[CURRENT - 1]}
  if [[ $PREFIX == --*=* ]]; then
    word=\${PREFIX%%=*}
    compset -P '*='
  fi
  case "$command $word" in
${alternatives(valueCases(all, (place) => `${offer(place)}; return`))}
  esac
  case "$command" in
${alternatives(
  all.map(({ path, options, commands }) => ({
    patterns: [quoted(path)],
    action: `options=(${described(options)}); commands=(${described(commands)})`,
  })),
)}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
    return
  fi
  if (( \${#commands} )); then _describe command commands; fi
  case "$command:$count" in
${placeCases(all, offer)}
  esac
}
# From a folder of $fpath, this file is the function, and is there to complete something.
if [[ $funcstack[1] == _${root} ]]; then _${root} "$@"; else compdef _${root} ${root}; fi
`;
}
