import { execFileSync } from 'node:child_process';

/** What heads the column of each Node: nothing to tell apart for one, else its version, or its path where two have the same version. */
export function nodeLabels(nodes: readonly string[], versionOf: (node: string) => string = versionReported): string[] {
  if (nodes.length === 1) return ['Tidegate'];
  const versions = nodes.map(versionOf);
  return nodes.map((node, index) => {
    const version = versions[index] as string;
    const isUnique = versions.indexOf(version) === versions.lastIndexOf(version);
    return `Tidegate, ${isUnique ? `Node ${version}` : node}`;
  });
}

function versionReported(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
}
