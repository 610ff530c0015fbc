/**
 * What is wrong with the files of a tarball, apart from what only its installation shows.
 *
 * @param {import('../release/dry-run.mjs').PackedPackage} packed
 * @returns {string[]}
 */
export function contentProblems({ name, files, manifest }) {
  const problems = [];
  for (const required of ['package.json', 'README.md', 'LICENSE']) if (!files.has(required)) problems.push(`${required} is missing`);
  for (const path of files.keys()) {
    if (/(^|\/)src\/|\.test\.|\.tsbuildinfo$|(^|\/)(fixtures|testing|node_modules|\.turbo)\//.test(path))
      problems.push(`${path} should not be published`);
    if (/\.(js|mjs|d\.ts)\.map$/.test(path) && !files.get(path)?.includes('"sourcesContent"')) {
      problems.push(`${path} points to sources that are not in the package: build with inlineSources`);
    }
  }
  const text = JSON.stringify(manifest);
  for (const leftover of ['workspace:', 'catalog:', '@tidegate/source']) {
    if (text.includes(leftover)) problems.push(`package.json still says "${leftover}"`);
  }
  if (manifest.bin !== undefined) {
    const bundled = Object.keys(manifest.dependencies ?? {}).filter((dependency) => dependency.startsWith('@tidegate/'));
    if (bundled.length > 0) problems.push(`a command installs by itself: bundle ${bundled.join(', ')} instead of depending on it`);
    for (const path of Object.values(manifest.bin)) {
      const source = files.get(path.replace(/^\.\//, ''));
      if (!source?.subarray(0, 19).equals(Buffer.from('#!/usr/bin/env node')))
        problems.push(`bin ${path} does not begin with "#!/usr/bin/env node"`);
    }
  }
  return problems.map((problem) => `${name}: ${problem}`);
}
