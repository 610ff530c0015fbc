import { type CommandWords, isList, type Place } from './command-words.js';

/** A text as fish takes it for one word. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** What fish offers for a place, as arguments of `complete`. */
function offer(place: Place, root: string): string {
  if (place === 'anything') return '';
  if (isList(place)) return ` --arguments ${quoted(`(__${root}_list ${place.list.join(' ')})`)}`;
  if (place === 'files') return ' --force-files';
  return ` --arguments ${quoted(place === 'folders' ? '(__fish_complete_directories)' : place.join(' '))}`;
}

/** A script for fish, with what each word means. */
export function fishCompletion(all: readonly CommandWords[]): string {
  const [{ path: root }] = all as readonly [CommandWords];
  const lines = all.flatMap(({ path, commands, options, places }) => {
    const complete = `complete --command ${root} --condition ${quoted(`__${root}_is_at ${quoted(path)}`)}`;
    const [place = 'anything'] = places;
    return [
      ...commands.map(({ text, description }) => `${complete} --arguments ${text} --description ${quoted(description)}`),
      ...(place === 'anything' ? [] : [complete + offer(place, root)]),
      ...options.map(({ text, description, value }) => {
        const argument = value === undefined ? '' : ` ${value === 'files' ? '--require-parameter' : '--exclusive'}${offer(value, root)}`;
        return `${complete} --long-option ${text.slice(2)}${argument} --description ${quoted(description)}`;
      }),
    ];
  });
  return `# Completion of ${root} for fish; in ~/.config/fish/config.fish: ${root} completion fish | source
function __${root}_is_at
  set --local command ${root}
  for word in (commandline --tokenize --cut-at-cursor --current-process)[2..-1]
    if contains -- "$command $word" ${all
      .slice(1)
      .map(({ path }) => quoted(path))
      .join(' ')}
      set command "$command $word"
    end
  end
  test "$command" = $argv[1]
end
function __${root}_list
  set --local typed (commandline --current-token)
  set --local value (string replace --regex -- '^--[^=]*=' '' "$typed")
  set --local before (string replace --regex -- '[^,]*$' '' "$value")
  for name in $argv
    echo $before$name
  end
end
complete --command ${root} --no-files
${lines.join('\n')}
`;
}
