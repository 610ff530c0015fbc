import { type CommandWords, isList, type Place } from './command-words.js';
import { alternatives, placeCases, quoted, valueCases, wordCases } from './shell-cases.js';

/** What a place makes the script offer. */
function offer(place: Place): string {
  if (place === 'anything') return ':';
  if (isList(place)) return `words=${quoted(place.list.join(' '))} before=\${current%"\${current##*,}"}`;
  return typeof place === 'string' ? `paths=${place === 'files' ? '-f' : '-d'}` : `words=${quoted(place.join(' '))}`;
}

const textsOf = (words: readonly { readonly text: string }[]): string => quoted(words.map(({ text }) => text).join(' '));

/** A script for bash 3.2, as macOS has it, and later ones. */
export function bashCompletion(all: readonly CommandWords[]): string {
  const [{ path: root }] = all as readonly [CommandWords];
  return `# Completion of ${root} for bash; in ~/.bashrc: source <(${root} completion bash)
_${root}() {
  local command=${root} current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local words='' before='' paths='' options='' commands='' word index count=0 is_value=''
  # Bash takes the = of --name=value for a word of its own.
  if [[ $current == = ]]; then current=''
  elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word == = ]]; then continue; fi
    if [[ -n $is_value ]]; then is_value=''; continue; fi
    case "$command $word" in
${wordCases(all)}
    esac
  done
  case "$command" in
${alternatives(
  all.map(({ path, options, commands }) => ({
    patterns: [quoted(path)],
    action: `options=${textsOf(options)} commands=${textsOf(commands)}`,
  })),
)}
  esac
  case "$command $previous" in
${alternatives([
  ...valueCases(all, offer),
  {
    patterns: ['*'],
    action: `if [[ $current == -* ]]; then words=$options; else
      words=$commands
      case "$command:$count" in
${placeCases(all, offer)}
      esac
      if [[ -z $words$paths ]]; then words=$options; fi
    fi`,
  },
])}
  esac
  COMPREPLY=()
  if [[ -n $paths ]]; then
    compopt -o filenames 2> /dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$paths" -- "$current")
  fi
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -P "$before" -W "$words" -- "\${current#"$before"}")
}
complete -F _${root} ${root}
`;
}
