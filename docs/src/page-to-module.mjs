/**
 * The code of a page as one module: its `ts` blocks joined in order, its `text prints` blocks as what they must print.
 *
 * Lines outside the code are left empty, so that line 40 of the module is line 40 of the page and an error names the line to mend.
 *
 * @param {string} markdown
 * @returns {{ code: string, prints: string | undefined }} `prints` is undefined where the page shows no output
 */
export function pageToModule(markdown) {
  const code = [];
  const prints = [];
  let block;
  let showsOutput = false;
  for (const line of markdown.split('\n')) {
    const fence = /^ {0,3}(`{3,})\s*(.*?)\s*$/.exec(line);
    const closes = block !== undefined && fence !== null && fence[2] === '' && fence[1].length >= block.fence.length;
    if (block === undefined && fence !== null) {
      block = { fence: fence[1], info: fence[2] };
      if (block.info === 'text prints') showsOutput = true;
      code.push('');
    } else if (closes) {
      block = undefined;
      code.push('');
    } else {
      code.push(block?.info === 'ts' ? line : '');
      if (block?.info === 'text prints') prints.push(line);
    }
  }
  return {
    code: code.some((line) => line !== '') ? `${code.join('\n').trimEnd()}\n` : '',
    prints: showsOutput ? prints.join('\n') : undefined,
  };
}
